// swift-tools-version: 6.1
import PackageDescription

// Five executables over one small core; DESIGN in CONTRIBUTING.md says what belongs where.
// Nothing is a library product: what one target shows another is `package`, never `public`.

let arguments = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")

let package = Package(
  name: "zmap",
  products: [
    .executable(name: "zmap-fetch", targets: ["zmap-fetch"]),
    .executable(name: "zmap-h5ad-info", targets: ["zmap-h5ad-info"]),
    .executable(name: "zmap-tpmlog", targets: ["zmap-tpmlog"]),
    .executable(name: "zmap-markers", targets: ["zmap-markers"]),
    .executable(name: "zmap-cache", targets: ["zmap-cache"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    // SHA-256 and MD5, for Digest alone.
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
  ],
  targets: [
    // The C boundary: a module map and one header of static inline accessors each.
    .target(name: "CSystem"),
    .systemLibrary(name: "CHDF5", pkgConfig: "hdf5", providers: [.apt(["libhdf5-dev"])]),
    .systemLibrary(name: "CCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),
    .systemLibrary(name: "CDeflate", pkgConfig: "libdeflate", providers: [.apt(["libdeflate-dev"])]),
    .systemLibrary(name: "CLZ4", pkgConfig: "liblz4", providers: [.apt(["liblz4-dev"])]),
    .systemLibrary(name: "CMinizip", pkgConfig: "minizip", providers: [.apt(["libminizip-dev"])]),

    .target(
      name: "ZMAPCore", dependencies: ["CSystem", arguments],
      // The toolchain's own linker: the system's warns of functions in Foundation that nothing here calls.
      linkerSettings: [.unsafeFlags(["-use-ld=lld"])]),
    .target(name: "Digest", dependencies: ["ZMAPCore", crypto]),
    .target(name: "Transfer", dependencies: ["ZMAPCore", "Digest", "CCurl"]),
    .target(name: "H5AD", dependencies: ["ZMAPCore", "CHDF5", "CDeflate", "CLZ4"]),
    .target(name: "Markers", dependencies: ["ZMAPCore", "CDeflate", "CLZ4", "CMinizip"]),

    .executableTarget(name: "zmap-fetch", dependencies: ["Transfer", "ZMAPCore", arguments]),
    .executableTarget(name: "zmap-h5ad-info", dependencies: ["H5AD", "ZMAPCore", arguments]),
    .executableTarget(name: "zmap-tpmlog", dependencies: ["H5AD", "ZMAPCore", arguments]),
    .executableTarget(name: "zmap-markers", dependencies: ["Markers", "ZMAPCore", arguments]),
    .executableTarget(name: "zmap-cache", dependencies: ["Digest", "ZMAPCore", arguments]),

    // Writes man/ and completions/ from what the commands say of themselves.
    .executableTarget(name: "docs", dependencies: ["ZMAPCore", arguments]),

    // Fresh directories, the built commands, fixtures: for the test targets alone.
    .target(name: "TestSupport", dependencies: ["ZMAPCore"], path: "Tests/TestSupport"),
    .testTarget(name: "ZMAPCoreTests", dependencies: ["ZMAPCore", "TestSupport"]),
    .testTarget(name: "DigestTests", dependencies: ["Digest", "TestSupport"]),
    .testTarget(name: "TransferTests", dependencies: ["Transfer", "TestSupport"]),
    .testTarget(name: "H5ADTests", dependencies: ["H5AD", "TestSupport"]),
    .testTarget(name: "MarkersTests", dependencies: ["Markers", "TestSupport"]),
    .testTarget(
      name: "CommandTests",
      dependencies: [
        "ZMAPCore", "TestSupport", "docs", "zmap-fetch", "zmap-h5ad-info", "zmap-tpmlog", "zmap-markers",
        "zmap-cache",
      ],
      exclude: ["Golden"]),
  ],
  swiftLanguageModes: [.v6]
)
