import Glibc

/// Descriptors 0, 1 and 2 as the shell left them.
package enum Descriptors {
  /// Opens what the caller closed (`>&-`), so that no data file ever gets the number 1 or 2.
  ///
  /// A closed stdin reads as empty; a closed stdout fails at the first write, which is the truth.
  static func occupyStandard() {
    for number: Int32 in 0...2 where fcntl(number, F_GETFD) == -1 && errno == EBADF {
      // open(2) returns the lowest free number, which is this one.
      _ = open("/dev/null", number == 2 ? O_WRONLY : O_RDONLY)
    }
  }
}
