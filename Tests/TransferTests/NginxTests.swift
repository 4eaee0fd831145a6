import TestSupport
import Testing
import ZMAPCore

/// A server that was not made here: nginx, plain, with TLS and HTTP/2, and slow. Where it is not installed
/// there is nothing to test.
@Suite(.serialized) struct NginxTests {
  /// nginx in a directory of its own for as long as this value lives.
  final class Server {
    let room: TemporaryDirectory
    let shell: Shell
    let bytes: [UInt8]

    init?(size: Int) throws {
      guard try Child.run(["sh", "-c", "command -v nginx openssl"], capturing: true).status == 0 else {
        return nil
      }
      room = try TemporaryDirectory()
      shell = try Shell(room.path)
      bytes = ServedFile.hdf5(size)
      try FileSystem.makeDirectory(room.file("root"))
      try AtomicFile.write(bytes, to: room.file("root/atlas.h5ad"))
      let socket = room.file("s")
      try room.write(
        "nginx.conf",
        Array(
          """
          user root; daemon on; pid \(room.path)/pid; error_log \(room.path)/error; worker_processes 1;
          events { worker_connections 64; }
          http {
            access_log off; client_body_temp_path t; proxy_temp_path t; fastcgi_temp_path t;
            uwsgi_temp_path t; scgi_temp_path t; root \(room.path)/root;
            server { listen 127.0.0.1:PLAIN; location /back { return 302 http://127.0.0.1:PLAIN/atlas.h5ad; } }
            server { listen 127.0.0.1:SLOW; limit_rate 1m; }
            server { listen 127.0.0.1:TLS ssl http2; ssl_certificate cert.pem; ssl_certificate_key key.pem;
              location /back { return 302 http://127.0.0.1:PLAIN/atlas.h5ad; } }
          }
          """.utf8))
      let script = """
        openssl req -x509 -newkey rsa:2048 -nodes -keyout key.pem -out cert.pem -days 2 -subj /CN=localhost \
          -addext subjectAltName=IP:127.0.0.1 2> /dev/null || exit 1
        for try in 1 2 3 4 5; do
          base=$((20000 + RANDOM % 20000))
          sed "s/PLAIN/$base/g; s/SLOW/$((base + 1))/g; s/TLS/$((base + 2))/g" nginx.conf > run.conf
          nginx -p $PWD -c $PWD/run.conf 2> start && echo $base && exit
        done
        exit 1
        """
      let started = try shell.run(script)
      try #require(started.status == 0, "\(started.errors) \(socket)")
      base = try #require(Int(started.output.split(separator: "\n")[0]))
    }

    let base: Int
    var plain: String { "http://127.0.0.1:\(base)" }
    var slow: String { "http://127.0.0.1:\(base + 1)" }
    var secure: String { "https://127.0.0.1:\(base + 2)" }

    deinit { _ = try? shell.run("kill $(cat pid)") }

    func fetch(_ url: String, _ options: String = "", before: String = "") throws -> Outcome {
      try shell.run("\(before) timeout -s KILL 60 zmap-fetch --url \(url)/atlas.h5ad --dest-dir d \(options)")
    }

    func expectWhole(_ outcome: Outcome, _ location: SourceLocation = #_sourceLocation) throws {
      #expect(outcome.status == 0, "\(outcome.errors)", sourceLocation: location)
      let isWhole = try AtomicFile.read(room.file("d/atlas.h5ad"), limit: 1 << 30) == bytes
      #expect(isWhole, sourceLocation: location)
    }
  }

  @Test func plainAndSecureWithTheAuthorityNamed() throws {
    guard let server = try Server(size: 9_000_000) else { return }
    try server.expectWhole(try server.fetch(server.plain))
    for variable in ["CURL_CA_BUNDLE", "SSL_CERT_FILE"] {
      try server.expectWhole(
        try server.fetch(server.secure, "--force", before: "\(variable)=\(server.room.path)/cert.pem"))
    }
  }

  @Test func b18ACertificateThatDoesNotVerifyIsRefused() throws {
    guard let server = try Server(size: 100_000) else { return }
    let outcome = try server.fetch(server.secure)
    #expect(outcome.status == 77)
    #expect(outcome.errors.contains("the server's certificate does not verify"))
    let missing = try server.fetch(server.secure, before: "SSL_CERT_FILE=/nowhere.pem")
    #expect(missing.status == 77)
    #expect(missing.errors.contains("the certificates in '/nowhere.pem' can't be read"))
  }

  @Test func h14ARedirectFromHTTPSToHTTPIsRefused() throws {
    guard let server = try Server(size: 100_000) else { return }
    let outcome = try server.fetch(
      server.secure + "/back", before: "SSL_CERT_FILE=\(server.room.path)/cert.pem")
    #expect(outcome.status == 76)
    #expect(outcome.errors.contains("a redirect away from https is not followed"))
  }

  @Test func fourConnectionsAreThreeTimesOneUnderACapOfEach() throws {
    guard let server = try Server(size: 8 << 20) else { return }
    func seconds(_ connections: Int) throws -> Double {
      let start = ContinuousClock.now
      try server.expectWhole(try server.fetch(server.slow, "--force --connections \(connections)"))
      return (ContinuousClock.now - start) / .seconds(1)
    }
    let (one, four) = (try seconds(1), try seconds(4))
    #expect(one / four >= 3, "\(one) s and \(four) s")
  }
}
