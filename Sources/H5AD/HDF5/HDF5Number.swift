import CHDF5

/// A number type that values can be read as; the library converts from what is stored, big-endian included.
package protocol HDF5Number: Sendable {
  /// The library's id of the type in memory; it is the library's own and never closed.
  static var memoryType: hid_t { get }
  static var zero: Self { get }
}

extension Int8: HDF5Number { package static var memoryType: hid_t { zmap_h5t_int8() } }
extension Int16: HDF5Number { package static var memoryType: hid_t { zmap_h5t_int16() } }
extension Int32: HDF5Number { package static var memoryType: hid_t { zmap_h5t_int32() } }
extension Int64: HDF5Number { package static var memoryType: hid_t { zmap_h5t_int64() } }
extension UInt8: HDF5Number { package static var memoryType: hid_t { zmap_h5t_uint8() } }
extension UInt16: HDF5Number { package static var memoryType: hid_t { zmap_h5t_uint16() } }
extension UInt32: HDF5Number { package static var memoryType: hid_t { zmap_h5t_uint32() } }
extension UInt64: HDF5Number { package static var memoryType: hid_t { zmap_h5t_uint64() } }
extension Float: HDF5Number { package static var memoryType: hid_t { zmap_h5t_float() } }
extension Double: HDF5Number { package static var memoryType: hid_t { zmap_h5t_double() } }
