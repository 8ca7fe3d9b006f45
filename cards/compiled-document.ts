import { type CaseDocument, figuresIn } from "#domain/kind";
import type { Period } from "#domain/period";
import type { LocalDate } from "#domain/record";
import type { Document, DocumentPart, Labelled } from "./document.ts";
import { documentParts, hidesAny, periodText, type Shown, seen, tableOf } from "./figure-parts.ts";
import { figuresUnder } from "./joint-figure.ts";
import { type CaseView, unitName } from "./record-card.ts";
import { figureSay } from "./text/figures.ts";
import { say } from "./text/sv.ts";
import type { DocumentWords } from "./text/words.ts";
import { shownMoment } from "./when.ts";
import type { Workbook } from "./workbook.ts";

/** What a compiled document is made of beside the record. */
export interface CompiledParts {
  readonly municipality: string;
  readonly board: string;
  readonly period: Period;
  /** What was reported up to and with this day is in it. */
  readonly until: LocalDate;
  /** How often the figures have been counted. */
  readonly version: number;
  /** The day it was approved, if it has been. */
  readonly approved?: string | undefined;
  readonly preview: boolean;
  /** What is only a team's to know, or hidden from somebody, is not counted. */
  readonly unguarded: boolean;
  readonly texts: Readonly<Record<string, string>>;
  readonly figures: Readonly<Record<string, Shown>>;
}

/** A compiled document, by the definition of which figures and texts stand under which heading. */
export function compiledDocument(
  form: CaseDocument,
  view: CaseView,
  words: DocumentWords,
  parts: CompiledParts,
): Document {
  const { municipality, period, approved } = parts;
  const { about } = figureSay;
  const { diaryNumber } = parts.texts;
  const { meetingOn } = view.entry.answers;
  const rows: Labelled[] = [
    { label: about.period, value: periodText(period) },
    { label: about.part, value: unitName(view) },
    ...(form.open ? [] : [{ label: about.board, value: parts.board }]),
    { label: about.counted, value: shownMoment(parts.until) },
    ...(parts.version > 1 ? [{ label: about.version, value: String(parts.version) }] : []),
    ...(diaryNumber ? [{ label: about.diary, value: diaryNumber }] : []),
    ...(approved ? [{ label: about.approved, value: shownMoment(approved) }] : []),
    ...(typeof meetingOn === "string" && meetingOn
      ? [{ label: about.meeting, value: shownMoment(meetingOn) }]
      : []),
  ];
  const marks = marksOf(form, view, parts);
  const title = `${words.title}, ${lowered(periodText(period))}`;
  return {
    title,
    subtitle: municipality,
    ...(marks.length > 0 && { marks }),
    about: rows,
    contents: form.sections.length > 3,
    sections: form.sections.flatMap((section, at) => {
      const heading = words.sections[section.name] ?? section.name;
      const found = sectionParts(section, parts, at === hiddenAt(form, parts), parts.unguarded && at === 1);
      if (isUnused(section, parts)) return [];
      // What nobody has written under is left out, once nobody will.
      if (found.length === 0) return approved && section.fields ? [] : [{ heading, parts: [empty(section)] }];
      return [{ heading, parts: found }];
    }),
    footer: `${municipality} · ${title}`,
    language: "sv-SE",
  };
}

/** Whether a section is there for figures alone, and all of kinds that the municipality does not use. */
const isUnused = (section: CaseDocument["sections"][number], { figures }: CompiledParts): boolean =>
  !section.fields && !figuresIn({ name: "", sections: [section] }).some((key) => key in figures);

/** What must be known before it is passed on: secrecy, and that it is not final. */
function marksOf(form: CaseDocument, { entry }: CaseView, { preview, approved }: CompiledParts): string[] {
  const { unproven } = entry.snapshots?.at(-1) ?? {};
  return [
    ...(form.open ? [say.document.secrecy] : []),
    ...(unproven && !approved && !form.open ? [figureSay.unproven(unproven)] : []),
    ...(preview ? [figureSay.preview] : approved ? [] : [figureSay.draft]),
  ];
}

const lowered = (text: string) => text.charAt(0).toLowerCase() + text.slice(1);

/** The first section in which something is hidden: there it is said what that means. */
const hiddenAt = (form: CaseDocument, { figures }: CompiledParts) =>
  form.sections.findIndex((section) => figuresUnder(section, figures).some(hidesAny));

function sectionParts(
  section: CaseDocument["sections"][number],
  { texts, figures }: CompiledParts,
  saysHidden: boolean,
  saysUnguarded: boolean,
): DocumentPart[] {
  const { fields = [] } = section;
  const written = fields.flatMap((name) => texts[name] ?? []);
  const counted = figuresUnder(section, figures).flatMap(documentParts);
  return [
    ...written.map((text) => ({ type: "paragraph", text }) as const),
    ...(saysUnguarded ? [{ type: "paragraph", text: figureSay.unguarded } as const] : []),
    ...(saysHidden ? [{ type: "paragraph", text: figureSay.hiddenNote } as const] : []),
    ...counted,
  ];
}

const empty = ({ fields = [] }: CaseDocument["sections"][number]): DocumentPart => ({
  type: "paragraph",
  text: fields.length > 0 ? figureSay.notWritten : figureSay.empty,
});

/** The figures of a document, to count on with: a sheet for each. */
export function compiledWorkbook(
  form: CaseDocument,
  view: CaseView,
  words: DocumentWords,
  parts: CompiledParts,
): Workbook {
  const shown = form.sections.flatMap((section) => figuresUnder(section, parts.figures));
  return {
    title: `${words.title}, ${lowered(periodText(parts.period))}`,
    language: "sv-SE",
    sheets: shown.map((figure) => {
      const { caption, header, rows } = tableOf(figure);
      return {
        name: caption,
        caption: [caption, ...marksOf(form, view, parts)].join(". "),
        header,
        rows: rows.map((row, at) =>
          row.map((text, column) => {
            const value = figure.grid.cells[at]?.[column - 1];
            const is = column === 0 ? text : seen(value, figure.open);
            if (typeof is === "number") return is;
            // Hidden is another thing than nothing: the one is left out here, the other is empty.
            return is === figureSay.hidden ? undefined : is === null ? "" : text;
          }),
        ),
      };
    }),
  };
}
