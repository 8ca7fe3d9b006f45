import { decide, refused } from "#domain/decide";
import type { Person } from "#domain/person";
import type { Answers, Entry, Problem, RecordId } from "#domain/record";
import { type Caller, sceneOf } from "./caller.ts";
import { sealTexts, type Texts } from "./drafts.ts";
import { readPerson } from "./people.ts";
import { readEntry, saveEntry } from "./storage/records.ts";
import { digest } from "./storage/vault.ts";

/**
 * Decides and saves. When only bookkeeping came between (delivery marked an errand), it is read and decided
 * again, at most 20 times; when somebody acted, the person is told who.
 */
export async function perform(
  caller: Caller,
  record: RecordId,
  name: string,
  seen: number,
  answers: Answers,
  texts: Texts,
): Promise<{ entry: Entry; person: Person } | Problem> {
  const { house, municipality } = caller;
  const { person } = await fresh(caller);
  for (let attempt = 1; attempt <= 20; attempt++) {
    const entry = await readEntry(house.store, person.tenant, record);
    const kind = entry && house.register[entry.kind]?.kind;
    if (!entry || !kind) return { key: "noSuchCase" };
    const scene = await sceneOf(house, municipality, kind);
    const problem = refused(scene, entry, name, person, seen);
    if (problem) return problem;
    const key = await house.vault.recordKey(person.tenant, record);
    if (!key) return { key: "noSuchCase" };
    const said = {
      answers,
      sealed: sealTexts(key, `${person.tenant}|${record}`, texts),
      body: digest(key, JSON.stringify([answers, texts])),
    };
    const outcome = decide(scene, entry, name, person, seen, said);
    if ("key" in outcome) return outcome;
    if ((await saveEntry(house.store, kind, outcome.entry)) === "ok") {
      house.saved(person.tenant, record);
      return { ...outcome, person };
    }
    await house.pause(attempt);
  }
  return { key: "tryAgain" };
}

/** The caller with rights as they are now, not as remembered. */
export async function fresh(caller: Caller): Promise<Caller> {
  const person = await readPerson(caller.house, caller.person.tenant, caller.person.id);
  return { ...caller, person: person ?? { ...caller.person, roles: [] } };
}
