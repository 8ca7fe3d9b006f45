import { halfYearOf } from "#domain/calendar";
import type { Draft } from "#domain/form";
import type { Kind } from "#domain/kind";
import type { Entry, PersonId, RecordId, SealedAnswers, TenantId } from "#domain/record";
import {
  byOf,
  deskOf,
  type Item,
  keyOf,
  ownOf,
  restrictedUnit,
  type Store,
  shelfOf,
  wakeShard,
} from "./store.ts";

/** A record as last written. */
export async function readEntry(store: Store, tenant: TenantId, id: RecordId): Promise<Entry | undefined> {
  const item = await store.get(keyOf.record(tenant, id));
  return item?.entry as Entry | undefined;
}

/**
 * Writes a record whole: fields, state, history and errands in one put, on condition that nobody wrote since
 * it was read (`rev`), or that there is none (`rev` 0). Its place in the indexes goes with it.
 */
export function saveEntry(store: Store, kind: Kind, entry: Entry): Promise<"ok" | "conflict"> {
  const { tenant, id, rev } = entry;
  const shelf =
    kind.shelf === "standing"
      ? shelfOf.standing(tenant, kind.name)
      : shelfOf.halfYear(tenant, halfYearOf(entry.reportedAt));
  const item: Item = {
    ...keyOf.record(tenant, id),
    rev: rev + 1,
    entry: { ...entry, rev: rev + 1 },
    kind: entry.kind,
    state: entry.state,
    facts: entry.facts,
    ...(!kind.ended.includes(entry.state) && {
      deskPK: deskKey(kind, entry),
      deskSK: `${entry.deadlines[0]?.due ?? none}#${id}`,
      due: entry.deadlines[0]?.due,
    }),
    byPK: byOf(tenant, entry.by),
    bySK: `${entry.reportedAt}#${id}`,
    shelfPK: shelf,
    shelfSK: `${entry.reportedAt}#${id}`,
    ...(entry.wakeAt && { wakePK: wakeShard, wakeSK: entry.wakeAt }),
  };
  return store.put(item, rev === 0 ? "absent" : { rev });
}

/** After every day that something can be due. */
const none = "9999";

/** Whose work it is: the one person who must act, else a desk. A restricted case carries no unit. */
function deskKey({ holder }: Kind, { tenant, desk, state, answers, restricted }: Entry): string {
  const owner = holder?.states.includes(state) && answers[holder.field];
  if (typeof owner === "string") return ownOf(tenant, owner as PersonId);
  return deskOf(tenant, desk.role, restricted ? restrictedUnit : desk.unit);
}

/** Writes an entry of a record's journal, once: the same one again changes nothing. */
export async function savePart(
  store: Store,
  tenant: TenantId,
  record: RecordId,
  part: string,
  sealed: SealedAnswers,
): Promise<void> {
  await store.put({ ...keyOf.part(tenant, record, part), sealed }, "absent");
}

/** The texts of a record's journal entry, sealed. */
export async function readPart(
  store: Store,
  tenant: TenantId,
  record: RecordId,
  part: string,
): Promise<SealedAnswers | undefined> {
  return (await store.get(keyOf.part(tenant, record, part)))?.sealed as SealedAnswers | undefined;
}

/** An unfinished form of a person: a report, or what an act on a case asks. */
export async function readDraft(
  store: Store,
  tenant: TenantId,
  person: PersonId,
  form: string,
  about?: RecordId,
): Promise<Draft | undefined> {
  const item = await store.get(keyOf.draft(tenant, person, form, about));
  return item?.draft as Draft | undefined;
}

/** Saves a draft on condition that it is as it was read, so that two devices do not overwrite each other. */
export function saveDraft(store: Store, draft: Draft, expires: number): Promise<"ok" | "conflict"> {
  const rev = draft.rev + 1;
  const key = keyOf.draft(draft.tenant, draft.person, draft.form, draft.about?.record);
  return store.put(
    { ...key, rev, draft: { ...draft, rev }, expires },
    draft.rev === 0 ? "absent" : { rev: draft.rev },
  );
}

/** Throws a draft away: sent, cancelled or begun afresh. */
export function dropDraft(store: Store, draft: Draft): Promise<void> {
  return store.remove(keyOf.draft(draft.tenant, draft.person, draft.form, draft.about?.record));
}
