import TestSupport
import Testing
import ZMAPCore

/// Files that were not made here, where this checkout has them beside it: whatever they are, zmap-tpmlog adds
/// a layer that zmap-h5ad-info can list, or says why not and changes nothing.
@Suite struct TPMLogCorpusTests {
  static let files: [String] = {
    guard let corpus = Repository.corpus, let names = try? FileSystem.names(in: corpus) else { return [] }
    return names.filter { $0.hasSuffix(".h5ad") }.map { Path.join(corpus, $0) }
  }()

  @Test(arguments: files) func isWrittenOrLeftAsItWas(_ path: String) throws {
    let room = try TemporaryDirectory()
    let outcome = try Shell(room.path).run(
      #"""
      cp '\#(path)' x.h5ad && chmod u+w x.h5ad
      for source in X raw raw_nolog spliced counts; do
        cp x.h5ad before.h5ad
        # Corpora hold normalized values too; the arithmetic is the same.
        zmap-tpmlog -q --allow-negative --source $source --layer from_$source x.h5ad > printed 2> said
        status=$?
        case $status in
          0) [ ! -s said ] && zmap-h5ad-info list x.h5ad > listed || exit 1
             cmp -s x.h5ad before.h5ad || grep -q "^layers/from_$source" listed || exit 2 ;;
          65) cmp x.h5ad before.h5ad && [ -s said ] && [ ! -s printed ] || exit 3 ;;
          *) cat said; exit 4 ;;
        esac
      done
      """#)
    #expect(outcome.status == 0, "\(path): \(outcome.status) \(outcome.output)\(outcome.errors)")
  }
}
