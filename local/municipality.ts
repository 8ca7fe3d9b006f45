import { readFileSync } from "node:fs";
import { type Municipality, type Warning, warningsOf } from "#domain/municipality";
import { readMunicipality } from "#domain/municipality-file";
import { shipped } from "#functions/house";

/** Reads a municipality's file. Throws with file, line and the mend when it is wrong; tells what to mend later. */
export function municipalityFrom(file: string, tell: (line: string) => void): Municipality {
  const read = readMunicipality(readFileSync(file, "utf8"));
  if (!read.ok)
    throw new Error(
      read.problems.map(({ line, column, message }) => `${file}:${line}:${column}: ${message}`).join("\n"),
    );
  const unknown = read.municipality.kinds.filter((kind) => !Object.hasOwn(shipped, kind));
  if (unknown.length > 0)
    throw new Error(
      `${file}: kinds: there is no kind ${unknown.join(", ")}; write ${Object.keys(shipped).join(", ")}`,
    );
  for (const warning of warningsOf(read.municipality)) tell(sentence(warning));
  return read.municipality;
}

function sentence({ key, with: { unit, name, phone } }: Warning): string {
  switch (key) {
    case "unitWithoutChain":
      return `${unit} has no chain: nobody is called when somebody is in danger there. Add "chain" in the file.`;
    case "unitWithoutJour":
      return `${unit} has no jour: whoever reports danger gets no number to ring. Add "jour" in the file.`;
    case "inventedPhone":
      return `${unit}: ${name} ${phone} is an invented number. Replace it before go-live.`;
  }
}
