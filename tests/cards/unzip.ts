import { inflateRawSync } from "node:zlib";

/** The files in a zip, by their paths, read from the directory at its end. */
export function unzip(bytes: Uint8Array): Record<string, string> {
  const zip = Buffer.from(bytes);
  const files: Record<string, string> = {};
  let entry = zip.readUInt32LE(zip.length - 6);
  while (zip.readUInt32LE(entry) === 0x02014b50) {
    const [name = 0, extra = 0, comment = 0] = [28, 30, 32].map((place) => zip.readUInt16LE(entry + place));
    const local = zip.readUInt32LE(entry + 42);
    const data = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    const packed = zip.subarray(data, data + zip.readUInt32LE(entry + 20));
    const stored = zip.readUInt16LE(entry + 10) === 0;
    const path = zip.toString("utf8", entry + 46, entry + 46 + name);
    files[path] = (stored ? packed : inflateRawSync(packed)).toString("utf8");
    entry += 46 + name + extra + comment;
  }
  return files;
}
