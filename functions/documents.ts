import { caseDocument } from "#cards/case-document";
import type { Document } from "#cards/document";
import type { FileAsk } from "./files.ts";
import type { House } from "./house.ts";
import { municipalityOf } from "./house.ts";
import { actors, notesOf } from "./pages.ts";
import { readPerson } from "./people.ts";
import { logged, look, textsOf } from "./read.ts";

/**
 * Writes the document that was asked for, under the file name it should have (without ending). Undefined when
 * there is none, or none for this person: then nobody learns which.
 */
export type DocumentFor = (
  house: House,
  ask: FileAsk,
) => Promise<{ readonly name: string; readonly document: Document } | undefined>;

/** The document, if the person still sees the whole case; the reading is logged first, else nothing is given. */
export const documentFor: DocumentFor = async (house, { tenant, person: id, record, document }) => {
  const municipality = await municipalityOf(house, tenant);
  const person = await readPerson(house, tenant, id);
  if (!municipality || !person) return undefined;
  const found = await look({ house, municipality, person }, record);
  if (found?.sight !== "full") return undefined;
  const { view } = found;
  const { entry, kind } = view;
  const form = kind.documents?.(entry.answers).find(({ name }) => name === document);
  const words = view.words.documents?.[document];
  if (!form || !words) return undefined;
  if (!(await logged(house, found.person, entry, "document"))) return undefined;
  const shown = Object.keys(kind.form.fields).filter((name) => !kind.reporter?.includes(name));
  const texts = (await textsOf(house, entry, shown)) ?? {};
  const notes = await notesOf(house, entry, entry.parts);
  const names = await actors(house, kind, entry, entry.history);
  return {
    name: `${words.file}-${entry.id}`,
    document: caseDocument(form, view, words, { municipality: municipality.name, texts, notes, names }),
  };
};
