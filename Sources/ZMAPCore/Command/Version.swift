/// The version of all five commands, from this one place.
package enum Version {
  package static let current = "0.1.0"
  /// What servers are told.
  package static let userAgent = "zmap/\(current)"
}
