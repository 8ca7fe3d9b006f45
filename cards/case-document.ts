import { isSo } from "#domain/form";
import type { CaseDocument } from "#domain/kind";
import { lawRows } from "#domain/law";
import type { Event } from "#domain/record";
import { actorIn, type Note } from "./case-pages.ts";
import type { Document, DocumentPart, Labelled } from "./document.ts";
import { answerText } from "./form-card.ts";
import { type CaseView, lawText, typeText, unitName } from "./record-card.ts";
import { say } from "./text/sv.ts";
import type { DocumentWords, KindWords } from "./text/words.ts";
import { shownInstant } from "./when.ts";

/** What a document of a case is made of beside the case: texts in clear, the journal, and who did what. */
export interface Written {
  readonly municipality: string;
  readonly texts: Readonly<Record<string, string>>;
  readonly notes: readonly Note[];
  /** The names of those who handled it; whoever reported has none. */
  readonly names: ReadonlyMap<string, string>;
}

/** A case as a document, by the definition of which answers stand under which heading. */
export function caseDocument(
  form: CaseDocument,
  view: CaseView,
  words: DocumentWords,
  written: Written,
): Document {
  const { entry, now } = view;
  return {
    title: words.title,
    subtitle: written.municipality,
    marks: [say.document.secrecy],
    about: [
      { label: say.document.id, value: entry.id },
      { label: say.case.type, value: typeText(view) },
      { label: say.case.unit, value: unitName(view) },
      { label: say.case.reported, value: shownInstant(entry.reportedAt) },
      { label: say.document.made, value: shownInstant(now) },
      ...(entry.law.length > 0 ? [{ label: say.case.law, value: lawText(entry.law) }] : []),
    ],
    sections: form.sections.map((section) => ({
      heading: words.sections[section.name] ?? section.name,
      parts: partsOf(section, view, written),
    })),
    footer: `${written.municipality} · ${words.title} ${entry.id}`,
    language: "sv-SE",
  };
}

function partsOf(
  section: CaseDocument["sections"][number],
  view: CaseView,
  written: Written,
): DocumentPart[] {
  if (section.history) return [historyTable(view, written.names)];
  const { notes: wanted } = section;
  const parts = wanted
    ? written.notes
        .filter(({ answers }) => isSo(answers, wanted))
        .flatMap((note) => noteParts(view, note, wanted))
    : answered(view, section.fields ?? [], written);
  return parts.length > 0 ? parts : [{ type: "paragraph", text: say.document.none }];
}

/** What is short stands as label and value, what somebody wrote at length as text under its label. */
function answered(view: CaseView, names: readonly string[], { texts }: Written): DocumentPart[] {
  const { entry, kind, words } = view;
  const isLong = (name: string) => {
    const field = kind.form.fields[name];
    return field?.type === "text" && field.multiline === true;
  };
  const rows = names.flatMap((name): Labelled[] => {
    const answer = entry.answers[name];
    const given = answer === undefined || answer === "" ? undefined : answer;
    const shown = given && answerText(kind.form, words, view, name, given);
    const value = shown ?? (isLong(name) ? undefined : texts[name]);
    return value ? [{ label: labelOf(words, name), value }] : [];
  });
  const long = names.filter(isLong).flatMap((name): DocumentPart[] => {
    const text = texts[name];
    return text ? [{ type: "paragraph", text, above: labelOf(words, name) }] : [];
  });
  return [...(rows.length > 0 ? [{ type: "rows", rows } as const] : []), ...long];
}

const labelOf = ({ fields }: KindWords, name: string) => fields[name]?.read ?? fields[name]?.label ?? name;

type Notes = NonNullable<CaseDocument["sections"][number]["notes"]>;

/** An entry of the journal: above it where it comes from, and who wrote it when. */
function noteParts(view: CaseView, note: Note, { text, above }: Notes): DocumentPart[] {
  const { kind, words } = view;
  const shown = above.map((name) => {
    const value = note.texts[name] ?? answerText(kind.form, words, view, name, note.answers[name]);
    // A bare day beside the day it was written down would not tell which is which.
    return kind.form.fields[name]?.type === "day" ? `${labelOf(words, name)} ${value}` : value;
  });
  const author = say.document.noted(note.author, shownInstant(note.at));
  return [{ type: "paragraph", text: note.texts[text] ?? "", above: [...shown, author].join(" · ") }];
}

function historyTable(view: CaseView, names: ReadonlyMap<string, string>): DocumentPart {
  const { entry, kind, words } = view;
  const { document } = say;
  const told = (event: Event) => {
    const done = words.acts[event.act]?.done;
    return done
      ? say.case.by(actorIn(view, event, names), done)
      : event.act === "receive"
        ? say.case.receivedEvent
        : say.case.followed;
  };
  // Who looked is in the read log, and the journal stands above with its days.
  const isTold = ({ act }: Event) => !kind.acts[act]?.quiet && !kind.acts[act]?.writes;
  const events = entry.history.filter(isTold);
  const laws = events.map(lawOf);
  const rows = events.map((event, at) => {
    // The same law as in the row above says nothing new.
    const law = laws[at] === laws[at - 1] ? "" : laws[at];
    return [shownInstant(event.at), told(event), law ?? ""];
  });
  return {
    type: "table",
    caption: document.history,
    header: [document.when, document.what, document.law],
    rows,
  };
}

function lawOf({ law = [] }: Event): string {
  return lawText(law.flatMap((id) => lawRows.filter((row) => row.id === id)));
}
