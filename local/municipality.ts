import { existsSync, readFileSync } from "node:fs";
import type { Checklist } from "#domain/checklist";
import { readChecklists } from "#domain/checklist-file";
import { type Municipality, type Warning, warningsOf } from "#domain/municipality";
import { readMunicipality } from "#domain/municipality-file";
import type { FileProblem } from "#domain/yaml-file";
import { shipped } from "#functions/house";

/**
 * Reads a municipality's file, and its own checklists where they lie beside it. Throws with file, line and the mend
 * when something is wrong; tells what to mend later.
 */
export function municipalityFrom(file: string, tell: (line: string) => void): Municipality {
  const read = readMunicipality(readFileSync(file, "utf8"));
  if (!read.ok) throw wrong(file, read.problems);
  const unknown = read.municipality.kinds.filter((kind) => !Object.hasOwn(shipped, kind));
  if (unknown.length > 0)
    throw new Error(
      `${file}: kinds: there is no kind ${unknown.join(", ")}; write ${Object.keys(shipped).join(", ")}`,
    );
  for (const warning of warningsOf(read.municipality)) tell(sentence(warning));
  return { ...read.municipality, checklists: ownChecklists(file, read.municipality) };
}

/** What lies beside `osby.yaml` as `osby.checklists.yaml`, if anything does. */
function ownChecklists(file: string, { processes, checklists }: Municipality): readonly Checklist[] {
  const beside = file.replace(/\.ya?ml$/, ".checklists.yaml");
  if (beside === file || !existsSync(beside)) return checklists;
  const routines = processes.flatMap((process) => process.routines.map(({ name }) => name));
  const read = readChecklists(readFileSync(beside, "utf8"), routines);
  if (!read.ok) throw wrong(beside, read.problems);
  return read.checklists;
}

const wrong = (file: string, problems: readonly FileProblem[]) =>
  new Error(problems.map(({ line, column, message }) => `${file}:${line}:${column}: ${message}`).join("\n"));

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
