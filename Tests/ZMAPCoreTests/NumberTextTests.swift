import Testing
import ZMAPCore

@Suite struct NumberTextTests {
  /// What `str` gives for a Python float.
  @Test(arguments: [
    (0.1, "0.1"), (2557, "2557.0"), (-0.0, "-0.0"), (1e15, "1000000000000000.0"), (1e16, "1e+16"),
    (18_014_398_509_481_984, "1.8014398509481984e+16"), (0.0001, "0.0001"), (0.00001, "1e-05"),
    (-123_456_789_012_345.67, "-123456789012345.67"), (.infinity, "inf"),
  ])
  func looksLikePython(_ number: Double, _ text: String) { #expect(NumberText.text(number) == text) }

  /// Float32's own shortest digits, in the same layout.
  @Test(
    arguments: [
      (3e8, "300000000.0"), (16_777_218, "16777218.0"), (-1.5e9, "-1500000000.0"), (0.1, "0.1"),
      (1e16, "1e+16"),
      (123_456_790_528, "123456790000.0"),
    ] as [(Float, String)])
  func hasShortestDigits(_ number: Float, _ text: String) { #expect(NumberText.text(number) == text) }
}
