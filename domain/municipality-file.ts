import { type Municipality, municipalitySchema } from "./municipality-schema.ts";
import { type FileProblem, readYaml } from "./yaml-file.ts";

/** Reads a municipality's YAML file. Gives every problem found; the caller adds the file's name. */
export function readMunicipality(
  text: string,
): { ok: true; municipality: Municipality } | { ok: false; problems: FileProblem[] } {
  const read = readYaml(text, municipalitySchema);
  return read.ok ? { ok: true, municipality: read.value } : read;
}
