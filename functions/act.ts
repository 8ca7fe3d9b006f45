import type { Action, Reply } from "#cards/card";
import { caseCard } from "#cards/record-card";
import { refused } from "#domain/decide";
import { actForm } from "#domain/kind";
import type { RecordId } from "#domain/record";
import { type Caller, carrying, refuse, sceneOf } from "./caller.ts";
import { fresh, perform } from "./perform.ts";
import { caseViewOf, openCase } from "./read.ts";
import { sign } from "./reading.ts";
import { ask } from "./report.ts";
import { readEntry } from "./storage/records.ts";

/** Does something to a case, or opens the form that the act asks with. */
export async function act(caller: Caller, action: Extract<Action, { do: "act" }>): Promise<Reply> {
  const { house, municipality, person } = caller;
  const entry = await readEntry(house.store, person.tenant, action.record as RecordId);
  const known = entry && house.register[entry.kind];
  const found = known && carrying(known, entry);
  if (!entry || !found) return refuse(caller, undefined, { key: "noSuchCase" });
  const form = actForm(found.kind, action.act);
  if (form) {
    const scene = await sceneOf(house, municipality, found.kind);
    const problem = refused(scene, entry, action.act, (await fresh(caller)).person, action.version);
    if (problem) return refuse(caller, found.words, problem, entry);
    const name = `${entry.kind}.${action.act}`;
    return ask(
      caller,
      name,
      { ...found, form, act: action.act },
      { record: entry.id, version: action.version },
      entry,
    );
  }
  if (found.kind.acts[action.act]?.signs) {
    const scene = await sceneOf(house, municipality, found.kind);
    const problem = refused(scene, entry, action.act, (await fresh(caller)).person, entry.version);
    return problem ? refuse(caller, found.words, problem, entry) : sign(caller, entry, action.act);
  }
  // Looking is logged, and has a way of its own.
  if (found.kind.acts[action.act]?.quiet) return openCase(caller, { do: "open", record: entry.id });
  const outcome = await perform(caller, entry.id, action.act, action.version);
  if ("key" in outcome) return refuse(caller, found.words, outcome, entry);
  if (caller.surface === "dialog") return openCase(caller, { do: "open", record: entry.id }, action.act);
  const view = await caseViewOf({ ...caller, person: outcome.person }, outcome.entry);
  return view.sight
    ? { type: "card", card: caseCard(view) }
    : refuse(caller, undefined, { key: "noSuchCase" });
}
