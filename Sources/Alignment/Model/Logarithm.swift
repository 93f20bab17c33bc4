#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

// The C library's functions, without Foundation.

@inline(__always)
func naturalLogarithm(_ value: Double) -> Double { log(value) }

@inline(__always)
func exponential(_ value: Double) -> Double { exp(value) }

/// The logarithm of a sum of two numbers that are given by their logarithms.
@inline(__always)
func logarithmOfSum(_ left: Float, _ right: Float) -> Float {
  let (larger, smaller) = left > right ? (left, right) : (right, left)
  let difference = smaller - larger
  // Beyond this the smaller does not change a Float.
  if difference < -16 { return larger }
  return larger + log1p(exp(difference))
}
