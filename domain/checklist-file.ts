import * as z from "zod";
import { type Checklist, checklistSchema } from "./checklist-schema.ts";
import { type FileProblem, readYaml } from "./yaml-file.ts";

const file = z
  .array(checklistSchema)
  .min(1, "holds no checklist; write one, or remove the file")
  .superRefine((checklists, context) => {
    const ids = checklists.map(({ id }) => id);
    ids.forEach((id, at) => {
      if (ids.indexOf(id) !== at)
        context.addIssue({
          code: "custom",
          path: [at, "id"],
          message: `the id ${id} is used twice; give each checklist its own`,
        });
    });
  });

/**
 * Reads a municipality's own checklists, a list of them in YAML. Gives every problem found, as of a municipality: also
 * a routine that is not among `routines`, the names in its register, where those are given.
 */
export function readChecklists(
  text: string,
  routines?: readonly string[],
): { ok: true; checklists: readonly Checklist[] } | { ok: false; problems: FileProblem[] } {
  const read = readYaml(text, routines ? namingOf(routines) : file);
  return read.ok ? { ok: true, checklists: read.value } : read;
}

/** The same, where an item may only name routines that there are. */
const namingOf = (routines: readonly string[]) =>
  file.superRefine((checklists, context) => {
    const items = checklists.flatMap(({ sections }, c) =>
      sections.flatMap(({ items }, s) =>
        items.map(({ routine }, n) => ({ routine, at: [c, "sections", s, "items", n] })),
      ),
    );
    for (const { routine, at } of items)
      if (routine !== undefined && !routines.includes(routine))
        context.addIssue({
          code: "custom",
          path: [...at, "routine"],
          message: `no routine is called "${routine}"; write the name as it stands under processes`,
        });
  });
