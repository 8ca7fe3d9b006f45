import { createHash } from "node:crypto";
import { gunzipSync, gzipSync } from "node:zlib";
import { localDate, plusDays } from "#domain/calendar";
import type { Compiled, Earlier } from "#domain/compilation";
import { firstDay } from "#domain/compilation";
import type { Grid } from "#domain/figure";
import { figuresIn, type Kind } from "#domain/kind";
import type { Municipality } from "#domain/municipality";
import { overlap, type Period } from "#domain/period";
import type { Entry, LocalDate, RecordId, Snapshot } from "#domain/record";
import type { CompileAsk } from "./compile.ts";
import type { House } from "./house.ts";
import { queried } from "./lines.ts";
import { below, isWhole } from "./overview.ts";
import { readEntry } from "./storage/records.ts";
import { keyOf, ownerOf, shelfOf } from "./storage/store.ts";

/** The figures of a compilation as they were counted: kept for good, each counting an item of its own. */

/** The grids of the newest counting, by kind and name; undefined before the first. */
export async function gridsOf(
  house: House,
  entry: Entry,
): Promise<Readonly<Record<string, Grid>> | undefined> {
  const last = entry.snapshots?.at(-1);
  return last && (await readSnapshot(house, entry, last))?.grids;
}

async function readSnapshot(house: House, entry: Entry, { part }: Snapshot): Promise<Compiled | undefined> {
  const item = await house.store.get(keyOf.part(entry.tenant, entry.id, part));
  return item && (JSON.parse(gunzipSync(Buffer.from(String(item.figures), "base64")).toString()) as Compiled);
}

/** Keeps what was counted. The same errand run twice keeps it twice, and the record points to one of them. */
export async function keepSnapshot(
  house: House,
  entry: Entry,
  compiled: Compiled,
  until: LocalDate,
): Promise<Snapshot> {
  const at = house.now();
  const text = JSON.stringify(compiled);
  const digest = createHash("sha256").update(text).digest("hex");
  const part = `${at}#figures#${house.token()}`;
  const figures = gzipSync(text).toString("base64");
  await house.store.put({ ...keyOf.part(entry.tenant, entry.id, part), figures }, "absent");
  return { part, at, until, digest, ...(compiled.unproven > 0 && { unproven: compiled.unproven }) };
}

/** What a compilation asks to be counted. A preview has today in it; what may be published, whole days only. */
export async function askOf(
  house: House,
  municipality: Municipality,
  kind: Kind,
  entry: Entry,
): Promise<CompileAsk | undefined> {
  const { compiles } = kind;
  if (!compiles) return undefined;
  const today = localDate(house.now());
  const open = isOpen(kind, entry);
  // A kind that the municipality does not use has no empty tables.
  const figures = (kind.documents?.(entry.answers) ?? []).flatMap((each) =>
    figuresIn(each).flatMap((key) => {
      const [of = "", name = ""] = key.split("/");
      const used = municipality.kinds.includes(of);
      return used ? [{ kind: of, name, ...((open || each.open) && { open: true as const }) }] : [];
    }),
  );
  const first = new Map(figures.toReversed().map((figure) => [`${figure.kind}/${figure.name}`, figure]));
  const period = periodOf(kind, entry);
  const preview = compiles.isPreview(entry.answers);
  return {
    municipality,
    unit: entry.unit,
    period,
    until: preview ? today : plusDays(today, -1),
    unguarded: isUnguarded(municipality, kind, entry),
    figures: [...first.values()],
    where: compiles.where(entry.answers),
    earlier: open ? [] : await earlierThan(house, municipality, kind, entry, period),
  };
}

/**
 * Whether a compilation is counted without what is guarded: it is read by somebody who may not know of all of it, as
 * an open one is, and the preview of a part.
 */
export function isUnguarded(municipality: Municipality, kind: Kind, entry: Entry): boolean {
  const preview = kind.compiles?.isPreview(entry.answers) ?? false;
  return isOpen(kind, entry) || (preview && !isWhole(municipality, entry.unit));
}

/** Whether the document that a compilation is for hides no number, so that it is never published. */
const isOpen = ({ documents }: Kind, { answers }: Entry): boolean => documents?.(answers)[0]?.open === true;

/** Whether a compilation may come to be published. */
const isPublic = (kind: Kind, entry: Entry): boolean =>
  !isOpen(kind, entry) && !kind.compiles?.isPreview(entry.answers);

/**
 * Whether another is being counted that may be published, and was begun before: what two tell together is hidden
 * only by the one that knows of the other, so they are counted one after the other.
 */
export async function mustWait(house: House, kind: Kind, entry: Entry): Promise<boolean> {
  if (isOpen(kind, entry)) return false;
  const order = ({ reportedAt, id }: Pick<Entry, "reportedAt" | "id">) => `${reportedAt}#${id}`;
  const others = await compilations(house, kind, entry);
  return others.some(
    (other) => other.state === kind.compiles?.in && isPublic(kind, other) && order(other) < order(entry),
  );
}

/** Every compilation there is. */
async function compilations(house: House, kind: Kind, { tenant }: Entry): Promise<Entry[]> {
  const items = await queried(house, "shelf", [shelfOf.standing(tenant, kind.name)]);
  const ids = items.flatMap((item) => ownerOf({ PK: item.PK, SK: "RECORD" })?.record ?? []);
  const found = await Promise.all(ids.map((id: RecordId) => readEntry(house.store, tenant, id)));
  return found.flatMap((each) => each ?? []);
}

/** The first and last day that a compilation is of. */
export function periodOf({ compiles }: Kind, { answers }: Entry): Period {
  const day = (name: string | undefined) => String(answers[name ?? ""] ?? "") as LocalDate;
  return { from: day(compiles?.period.from), to: day(compiles?.period.to) };
}

/**
 * What was counted before for anything that may be published, and looks at days that this one looks at too: what
 * they tell together must hide what each of them hides.
 */
async function earlierThan(
  house: House,
  municipality: Municipality,
  kind: Kind,
  entry: Entry,
  period: Period,
): Promise<Earlier[]> {
  const others = await compilations(house, kind, entry);
  const looks = (one: Period) => ({ from: firstDay(one), to: one.to });
  const relevant = others.flatMap((other) => {
    if (!isPublic(kind, other)) return [];
    if (!overlap(looks(periodOf(kind, other)), looks(period))) return [];
    // What was counted anew or taken away before anybody approved it is not published.
    const gone = other.id === entry.id || isVoid(kind, other);
    return gone && !wasPublished(kind, other) ? [] : [other];
  });
  const all = await Promise.all(
    relevant.map(async (other) => {
      const made = await Promise.all(
        (other.snapshots ?? []).map(async (one) => ({ one, is: await readSnapshot(house, other, one) })),
      );
      const { from, to } = periodOf(kind, other);
      const same = other.unit === entry.unit && other.answers.document === entry.answers.document;
      return made.flatMap(({ one, is }, at): Earlier[] => {
        if (!is) return [];
        const name = [from, to, at + 1, other.answers.document, other.unit].join("|");
        const part = !isWhole(municipality, other.unit) && { all: below(municipality, other.unit) };
        return [
          { name, period: { from, to }, until: one.until, sums: is.sums, ...part, ...(same && { same }) },
        ];
      });
    }),
  );
  return all.flat();
}

/** Ended without anything left to do for the committee. */
const isVoid = ({ compiles }: Kind, { state }: Entry) => state === compiles?.void;

const wasPublished = ({ compiles }: Kind, { history }: Entry) =>
  history.some(({ to }) => to === compiles?.published);
