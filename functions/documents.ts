import { caseDocument } from "#cards/case-document";
import { type CompiledParts, compiledDocument, compiledWorkbook } from "#cards/compiled-document";
import type { Document } from "#cards/document";
import type { Shown } from "#cards/figure-parts";
import type { CaseView } from "#cards/record-card";
import { say } from "#cards/text/sv";
import type { DocumentWords } from "#cards/text/words";
import type { Workbook } from "#cards/workbook";
import { isHidden } from "#domain/access";
import { localDate } from "#domain/calendar";
import { type CaseDocument, figuresIn } from "#domain/kind";
import { type Municipality, unitPath } from "#domain/municipality";
import { type Person, rolesOn } from "#domain/person";
import type { Instant, RecordId, UnitId } from "#domain/record";
import { shownOf } from "./figures.ts";
import type { FileAsk } from "./files.ts";
import type { House } from "./house.ts";
import { municipalityOf } from "./house.ts";
import { actors, notesOf } from "./pages.ts";
import { readPerson } from "./people.ts";
import { logged, look, textsOf } from "./read.ts";
import { isUnguarded, periodOf } from "./snapshots.ts";
import { readEntry } from "./storage/records.ts";

/** A file: what it is called (without ending), what is in it, and the moment it bears. */
export interface Written {
  readonly name: string;
  readonly at?: Instant;
  readonly document?: Document;
  readonly workbook?: Workbook;
}

/**
 * Writes the document that was asked for, under the file name it should have (without ending). Undefined when
 * there is none, or none for this person: then nobody learns which.
 */
export type DocumentFor = (house: House, ask: FileAsk) => Promise<Written | undefined>;

/** What is asked for as figures to count on with, by the name of the document. */
const asFigures = "#figures";

/** The files that a person may fetch of a case. */
export function filesFor(
  { kind, words, entry, now }: CaseView,
  person: Person,
): { readonly document: string; readonly label: string }[] {
  const forms = (kind.documents?.(entry.answers) ?? []).filter((form) => mayFetch(form, person, now));
  // Before the figures are there, a compilation is nothing to read.
  if (kind.compiles && !entry.snapshots) return [];
  return forms.flatMap((form) => {
    const title = words.documents?.[form.name]?.title ?? form.name;
    const one = kind.compiles ? title : say.pages.fetch;
    const workbook = { document: `${form.name}${asFigures}`, label: say.pages.excel(title) };
    return [{ document: form.name, label: one }, ...(kind.compiles ? [workbook] : [])];
  });
}

/** Some documents are for fewer than those who see the case. */
const mayFetch = ({ readers }: CaseDocument, person: Person, now: Instant): boolean =>
  !readers || rolesOn(person, localDate(now)).some(({ role }) => readers.includes(role));

/** The document, if the person still sees the whole case; the reading is logged first, else nothing is given. */
export const documentFor: DocumentFor = async (house, { tenant, person: id, record, document }) => {
  const municipality = await municipalityOf(house, tenant);
  const person = await readPerson(house, tenant, id);
  if (!municipality || !person) return undefined;
  const found = await look({ house, municipality, person }, record);
  if (found?.sight !== "full") return undefined;
  const { view } = found;
  const { entry, kind } = view;
  if (!filesFor(view, found.person).some((file) => file.document === document)) return undefined;
  const [named] = document.split(asFigures);
  const form = kind.documents?.(entry.answers).find(({ name }) => name === named);
  const words = form && view.words.documents?.[form.name];
  if (!form || !words) return undefined;
  if (!(await logged(house, found.person, entry, "document"))) return undefined;
  const name = `${words.file}-${entry.id}`;
  if (kind.compiles) {
    const parts = await compiledOf(house, municipality, view, form, found.person);
    const { at } = entry.snapshots?.at(-1) ?? { at: entry.reportedAt };
    return document.endsWith(asFigures)
      ? { name, at, workbook: compiledWorkbook(form, view, words, parts) }
      : { name, at, document: compiledDocument(form, view, words, parts) };
  }
  return { name, at: house.now(), document: await ofCase(house, municipality, view, form, words) };
};

/** A document of one case: its texts, its journal, and who did what. */
async function ofCase(
  house: House,
  { name }: Municipality,
  view: CaseView,
  form: CaseDocument,
  words: DocumentWords,
): Promise<Document> {
  const { entry, kind } = view;
  const shown = Object.keys(kind.form.fields).filter((field) => !kind.reporter?.includes(field));
  const texts = (await textsOf(house, entry, shown)) ?? {};
  const notes = await notesOf(house, entry, entry.parts);
  const names = await actors(house, kind, entry, entry.history);
  return caseDocument(form, view, words, { municipality: name, texts, notes, names });
}

/** A list without the cases that are hidden from whoever fetches it: to them there are none. */
async function unhidden(
  house: House,
  municipality: Municipality,
  person: Person,
  shown: Shown,
): Promise<Shown> {
  const { figure, grid } = shown;
  if (figure.shape !== "list") return shown;
  const around = (unit: UnitId) => ({
    day: localDate(house.now()),
    path: unitPath(municipality, unit).map(({ id }) => id),
  });
  const seen = await Promise.all(
    grid.rows.map(async (id) => {
      const listed = await readEntry(house.store, person.tenant, id as RecordId);
      return listed !== undefined && !isHidden(person, listed, around(listed.unit));
    }),
  );
  const kept = grid.rows.flatMap((_, at) => (seen[at] ? [at] : []));
  const rows = kept.map((at) => grid.rows[at] ?? "");
  return { ...shown, grid: { ...grid, rows, cells: kept.map((at) => grid.cells[at] ?? []) } };
}

/** What a compiled document is made of: figures as they were counted, and texts as they now stand. */
async function compiledOf(
  house: House,
  municipality: Municipality,
  { entry, kind }: CaseView,
  form: CaseDocument,
  person: Person,
): Promise<CompiledParts> {
  const shown = await shownOf(house, municipality, entry, figuresIn(form), form.open === true);
  const figures = await Promise.all(shown.map((each) => unhidden(house, municipality, person, each)));
  const snapshots = entry.snapshots ?? [];
  const counted = entry.history.findLastIndex(({ act }) => act === kind.compiles?.act);
  // Counted anew it waits to be approved anew.
  const approved = entry.history.slice(counted).findLast(({ to }) => to === kind.compiles?.published);
  return {
    municipality: municipality.name,
    board: municipality.board,
    period: periodOf(kind, entry),
    until: snapshots.at(-1)?.until ?? localDate(entry.reportedAt),
    version: snapshots.length,
    approved: approved && localDate(approved.at),
    preview: kind.compiles?.isPreview(entry.answers) ?? false,
    unguarded: isUnguarded(municipality, kind, entry),
    texts: (await textsOf(house, entry, Object.keys(kind.form.fields))) ?? {},
    figures: Object.fromEntries(figures.map((shown) => [shown.key, shown])),
  };
}
