import SystemPackage

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

// swift-system opens, reads and writes, but neither renames nor removes.

func removeFile(_ path: FilePath) {
  _ = path.withPlatformString { unlink($0) }
}

func renameFile(_ path: FilePath, to other: FilePath) -> Bool {
  path.withPlatformString { from in other.withPlatformString { to in rename(from, to) == 0 } }
}
