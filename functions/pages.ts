import type { Action, Reply } from "#cards/card";
import {
  documentPage,
  figuresPage,
  historyPage,
  journalPage,
  linksPage,
  type Note,
  pageSizes,
  reporterPage,
} from "#cards/case-pages";
import { stateText, typeText } from "#cards/record-card";
import { say, titleOf } from "#cards/text/sv";
import { asReporter } from "#domain/access";
import { localDate } from "#domain/calendar";
import type { Kind } from "#domain/kind";
import { unitOf, unitPath } from "#domain/municipality";
import { rolesOn } from "#domain/person";
import { baseOf, type Entry, type PersonId, type RecordId } from "#domain/record";
import { type Caller, refuse } from "./caller.ts";
import { filesFor } from "./documents.ts";
import { openTexts } from "./drafts.ts";
import { figuresOf } from "./figures.ts";
import { offerFile } from "./files.ts";
import { type House, municipalityOf } from "./house.ts";
import { nameOf, readPerson } from "./people.ts";
import { caseViewOf, type Look, logged, look, textsOf } from "./read.ts";
import { readEntry, readPart } from "./storage/records.ts";

/** Shows something of a case for itself, to whoever sees it whole. What is protected is logged first. */
export async function showPage(
  caller: Caller,
  { record, what, page = 0 }: Extract<Action, { do: "show" }>,
): Promise<Reply> {
  const { house } = caller;
  const found = await look(caller, record as RecordId);
  if (found?.sight !== "full") return refuse(caller, undefined, { key: "noSuchCase" });
  const { person, view } = found;
  if (what === "reporter" && view.nameless) return refuse(caller, view.words, { key: "notAllowed" });
  const told = what === "history" || what === "links" ? "open" : what;
  if (!(await logged(house, person, view.entry, told)))
    return refuse(caller, view.words, { key: "notLogged" });
  return { type: "dialog", card: await drawPage(caller, found, what, page) };
}

async function drawPage(
  caller: Caller,
  { view, person }: Look,
  what: Extract<Action, { do: "show" }>["what"],
  page: number,
) {
  const { house } = caller;
  const { entry } = view;
  switch (what) {
    case "history": {
      const { items, at } = pageOf([...entry.history].reverse(), page, pageSizes.history);
      return historyPage(view, items, await actors(house, view.kind, entry, items), at);
    }
    case "journal": {
      const { items, at } = pageOf([...entry.parts].reverse(), page, pageSizes.journal);
      return journalPage(view, await notesOf(house, entry, items), at);
    }
    case "links": {
      const { items, at } = pageOf(await linkedTo(caller, entry), page, pageSizes.links);
      return linksPage(view, items, at);
    }
    case "reporter": {
      const texts = await textsOf(house, entry, view.kind.reporter ?? []);
      return reporterPage(view, (await nameOf(house, entry.tenant, entry.by)) ?? "", texts ?? {});
    }
    case "document": {
      const files = filesFor(view, person);
      const links = files.map(async ({ document, label }) => ({
        label,
        url: await offerFile(house, person, { record: entry.id, document }),
      }));
      return documentPage(view, await Promise.all(links));
    }
    case "figures": {
      const [document] = view.kind.documents?.(entry.answers) ?? [];
      const may = filesFor(view, person).some((file) => file.document === document?.name);
      const all = may ? await figuresOf(house, caller.municipality, view) : [];
      const figures = all.filter(({ figure, grid }) => figure.shape !== "list" && grid.rows.length > 0);
      const { items, at } = pageOf(figures, page, pageSizes.figures);
      return figuresPage(view, items, at);
    }
  }
}

function pageOf<T>(
  all: readonly T[],
  page: number,
  size: number,
): { items: readonly T[]; at: { at: number; of: number } } {
  const of = Math.max(1, Math.ceil(all.length / size));
  const at = Math.min(page, of - 1);
  return { items: all.slice(at * size, (at + 1) * size), at: { at, of } };
}

/** The names of those who acted, but for what somebody did as whoever reported: that is shown for itself only. */
export async function actors(
  house: House,
  kind: Kind,
  entry: Entry,
  events: readonly { act: string; by: PersonId }[],
): Promise<ReadonlyMap<string, string>> {
  // Of what anybody may do, and everybody read, it is nobody's business who did it.
  const isAnybodys = ({ act }: { act: string }) =>
    kind.public === true && kind.acts[act]?.who.every((is) => is === "anyone") === true;
  const told = events.filter((event) => !asReporter(kind, entry, event) && !isAnybodys(event));
  const ids = [...new Set(told.map(({ by }) => by))];
  const named = ids.map(async (id) => [id, (await nameOf(house, entry.tenant, id)) ?? ""] as const);
  return new Map(await Promise.all(named));
}

/** Entries of the journal in clear. Throws when one was tampered with. */
export async function notesOf(house: House, entry: Entry, parts: Entry["parts"]): Promise<Note[]> {
  const { tenant, id } = entry;
  const key = await house.vault.recordKey(tenant, id);
  return Promise.all(
    parts.map(async (part) => {
      const sealed = await readPart(house.store, tenant, id, part.id);
      const texts = key && sealed ? openTexts(key, `${tenant}|${id}|${part.id}`, sealed) : {};
      return { ...part, texts, author: await authorOf(house, entry, part) };
    }),
  );
}

/** Who wrote an entry: the name, and what they were to the case or that day (SOSFS 2011:5 5 kap.). */
async function authorOf(house: House, entry: Entry, { by, at }: Entry["parts"][number]): Promise<string> {
  const person = await readPerson(house, entry.tenant, by);
  const municipality = await municipalityOf(house, entry.tenant);
  const kind = house.register[entry.kind]?.kind;
  if (!person || !municipality || !kind) return "";
  if (investigators(kind, entry).includes(by)) return `${person.name}, ${say.document.investigator}`;
  const path = unitPath(municipality, entry.unit).map(({ id }) => id);
  const roles = rolesOn(person, localDate(at));
  // What somebody is where the case is says more than what they are elsewhere.
  const held = roles.find(({ unit }) => path.includes(unit)) ?? roles[0];
  const unit = held && (unitOf(municipality, held.unit)?.name ?? held.unit);
  return [person.name, ...(held ? [titleOf(held.role), unit] : [])].join(", ");
}

/** Those who are named to investigate, or have been. */
function investigators(kind: Kind, { answers }: Entry): readonly unknown[] {
  const fields = Object.values(kind.acts).flatMap(({ joins }) =>
    joins?.part === "investigator" ? [joins.field] : [],
  );
  return Object.entries(answers).flatMap(([name, answer]) => (fields.includes(baseOf(name)) ? [answer] : []));
}

/** What the case is linked to, as far as the caller may see it. */
async function linkedTo(caller: Caller, entry: Entry) {
  const ids = [...(entry.origin ? [entry.origin] : []), ...entry.links.map(({ id }) => id)];
  const found = await Promise.all(
    ids.map(async (id) => {
      const linked = await readEntry(caller.house.store, entry.tenant, id);
      const view = linked && (await caseViewOf(caller, linked));
      if (!view?.sight) return [];
      const { outcome } = entry.links.find((link) => link.id === id) ?? {};
      const ended = outcome && view.words.outcomes?.[outcome];
      const value = [stateText(view), ...(ended ? [ended] : [])].join(". ");
      return [{ link: { id }, label: `${id} ${typeText(view)}`, value }];
    }),
  );
  return found.flat();
}
