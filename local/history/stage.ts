import { decide, receive, refused, type Said } from "#domain/decide";
import { follow } from "#domain/follow";
import { type Form, unfinished } from "#domain/form";
import { actForm } from "#domain/kind";
import { deviation } from "#domain/kinds/deviation";
import { type Municipality, reportingUnits } from "#domain/municipality";
import type { Person } from "#domain/person";
import { deskNow, type Scene, sitters } from "#domain/place";
import type { Answers, Entry, Errand, Instant, KindName, RecordId, SealedAnswers } from "#domain/record";
import { sceneOf } from "#functions/caller";
import { sealTexts } from "#functions/drafts";
import type { House } from "#functions/house";
import { type DataKey, digest } from "#functions/storage/vault";
import type { Deed } from "./life.ts";
import type { Report } from "./reports.ts";

/** Where an invented history is played, in memory and by the real rules: each record is written once, as it ended. */

/** An entry of a journal, to be put beside its record. */
export interface Written {
  readonly record: RecordId;
  readonly part: string;
  readonly sealed: SealedAnswers;
}

export interface Stage {
  readonly entries: ReadonlyMap<RecordId, Entry>;
  readonly parts: readonly Written[];
  /** Throws when the rules refuse it. */
  report(report: Report): void;
  act(deed: Deed): void;
}

/** What is of the moment, and tells or shows: nobody is told of what never was. */
const telling: readonly Errand["what"]["do"][] = ["tell", "refresh", "climb", "join"];

export async function openStage(
  house: House,
  municipality: Municipality,
  people: readonly Person[],
  keys: ReadonlyMap<RecordId, DataKey>,
): Promise<Stage> {
  const { tenant } = municipality;
  const entries = new Map<RecordId, Entry>();
  const parts: Written[] = [];
  const scenes = new Map<KindName, Scene>();
  for (const [name, { kind }] of Object.entries(house.register))
    scenes.set(name, { ...(await sceneOf(house, municipality, kind)), people });
  const units = reportingUnits(municipality).map(({ id }) => id);
  const ids = people.map(({ id }) => id);

  const sceneAt = (kind: KindName, now: Instant): Scene => {
    const scene = scenes.get(kind);
    if (!scene) throw new Error(`There is no kind ${kind}`);
    return { ...scene, now };
  };
  const entryOf = (id: RecordId): Entry => {
    const entry = entries.get(id);
    if (!entry) throw new Error(`${id} has not been reported`);
    return entry;
  };

  /** What is to be made and followed is done at once; what would be told is let go. */
  function keep({ errands, wakeAt: _, ...rest }: Entry, now: Instant): void {
    entries.set(rest.id, { ...rest, errands: [], cards: [] });
    for (const { what } of errands) {
      if (what.do === "make") keep(what.entry, now);
      else if (what.do === "follow") {
        const origin = entryOf(what.to);
        const told = follow(sceneAt(origin.kind, now), origin, what.link, what.by);
        if (told) keep(told, now);
      } else if (!telling.includes(what.do)) throw new Error(`${rest.id}: nobody here does ${what.do}`);
    }
  }

  /** The texts sealed with the record's own key, and the digest of it all. */
  function seal(
    id: RecordId,
    { answers, texts }: Pick<Deed, "answers" | "texts">,
    part?: (body: string) => string,
  ) {
    const key = keys.get(id);
    if (!key) throw new Error(`${id} has no key`);
    const body = digest(key, JSON.stringify([answers, texts]));
    const place = part ? `${tenant}|${id}|${part(body)}` : `${tenant}|${id}`;
    return { body, sealed: sealTexts(key, place, texts) };
  }

  function check(form: Form | undefined, said: Said, more: Answers, act: string, now: Instant): void {
    const draft = { answers: { ...more, ...said.answers }, sealed: said.sealed };
    const gap = form && unfinished(form, draft, { now, units, people: ids });
    if (gap) throw new Error(`${act}: ${JSON.stringify(gap)}`);
  }

  function saidOf(scene: Scene, entry: Entry, { act, answers, texts, at, begins }: Deed, by: Person): Said {
    const how = scene.kind.acts[act];
    const { id } = entry;
    const plain = { answers, ...seal(id, { answers, texts }) };
    check(actForm(scene.kind, act), plain, {}, act, at);
    if (how?.refers) return { ...plain, joins: texts[how.refers] as RecordId };
    if (how?.writes) {
      const part = (body: string) => `${at}#${id}#${body.slice(0, 12)}`;
      const { body, sealed } = seal(id, { answers, texts }, part);
      parts.push({ record: id, part: part(body), sealed });
      return { answers, sealed: {}, body, part: part(body) };
    }
    if (!how?.makes || !begins) return plain;
    const all = { unit: entry.unit, ...how.makes.answers(entry.answers, entry), ...answers };
    const origin = { id: begins, nonce: nonceOf(begins), by: by.id, from: entry };
    const own = { answers: all, ...seal(begins, { answers, texts }) };
    return { answers, sealed: {}, body: plain.body, made: receive(sceneAt(how.makes.kind, at), origin, own) };
  }

  return {
    entries,
    parts,
    report({ on: id, at, by, answers, texts }) {
      const said = { answers, ...seal(id, { answers, texts }) };
      const shared = people.some((person) => person.id === by && person.shared) ? "yes" : "no";
      check(deviation.form, said, { shared }, "receive", at);
      keep(receive(sceneAt(deviation.name, at), { id, nonce: nonceOf(id), by }, said), at);
    },
    act(deed) {
      const entry = entryOf(deed.on);
      const scene = sceneAt(entry.kind, deed.at);
      const by = doer(scene, entry, deed, people);
      const said = saidOf(scene, entry, deed, by);
      const form = deed.begins && { form: deed.begins };
      const outcome = decide(scene, entry, deed.act, by, entry.version, { ...said, ...form });
      if ("key" in outcome) throw refusal(entry, deed, outcome.key);
      keep(outcome.entry, deed.at);
    },
  };
}

/** Whoever may: the one named, the one whose it is, whoever sits at the desk, or anybody. */
function doer(scene: Scene, entry: Entry, deed: Deed, people: readonly Person[]): Person {
  const sitting = sitters(scene, entry, deskNow(scene, entry)).map(({ id }) => id);
  const holder = scene.kind.holder && entry.answers[scene.kind.holder.field];
  const first = [deed.by, holder, ...sitting].flatMap(
    (id) => people.find((person) => person.id === id) ?? [],
  );
  const may = (person: Person) => refused(scene, entry, deed.act, person, entry.version);
  const found = [...first, ...people].find((person) => !may(person));
  if (!found) throw refusal(entry, deed, first[0] ? (may(first[0])?.key ?? "") : "nobody is there");
  return found;
}

const refusal = ({ id, state }: Entry, { act, at }: Deed, why: string) =>
  new Error(`${id} (${state}): ${act} at ${at} is refused: ${why}`);

const nonceOf = (id: RecordId) => `invented ${id}`;
