import type { Part } from "#cards/card";
import { answerRow } from "#cards/record-card";
import { fieldsInView } from "#domain/access";
import type { Draft } from "#domain/form";
import type { Asked, Caller } from "./caller.ts";
import { logged, look, textsOf } from "./read.ts";

/**
 * What of the case stands above what an act asks: on a dialog only, as far as the caller may see it, and only when
 * the reading could be logged.
 */
export async function aboveForm(
  caller: Caller,
  { kind, act }: Asked,
  draft: Draft,
): Promise<readonly Part[]> {
  const shows = (act && kind.acts[act]?.shows) || [];
  if (caller.surface !== "dialog" || !draft.about || shows.length === 0) return [];
  const found = await look(caller, draft.about.record);
  if (!found) return [];
  const { view, sight, person } = found;
  const seen = fieldsInView(kind, sight, view.entry, view.is);
  const given = shows.filter(
    (name) => seen.includes(name) && (name in view.entry.answers || name in view.entry.sealed),
  );
  if (given.length === 0 || !(await logged(caller.house, person, view.entry, "open"))) return [];
  const texts = await textsOf(caller.house, view.entry, given);
  return [{ type: "rows", rows: given.map((name) => answerRow(view, texts, name)) }];
}
