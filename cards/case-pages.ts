import { asReporter } from "#domain/access";
import { historyHolds } from "#domain/history";
import type { Answers, Event, Part as JournalPart, Link } from "#domain/record";
import type { Button, Card, LinkButton, Part, Row } from "./card.ts";
import { flagsOf, isSmall, type Shown, shortTable, tableOf } from "./figure-parts.ts";
import { answerText } from "./form-card.ts";
import { type CaseView, line, linksTitle } from "./record-card.ts";
import { say } from "./text/sv.ts";
import type { KindWords } from "./text/words.ts";
import { shownInstant } from "./when.ts";

/** What of a case is shown for itself, on a dialog: its history, its journal, what grew out of it, who reported. */

/** So many events, entries of the journal with their long texts, and links stand on a page. */
export const pageSizes = { history: 15, journal: 2, links: 10, figures: 1 } as const;

interface Page {
  readonly at: number;
  readonly of: number;
}

/** Everything that happened, the newest first. `names` are of those who did it; the reporter has none. */
export function historyPage(
  view: CaseView,
  events: readonly Event[],
  names: ReadonlyMap<string, string>,
  page: Page,
): Card {
  const rows = events.map(
    (event): Row => ({ label: shownInstant(event.at), value: happenedText(view, event, names) }),
  );
  // A history that was tampered with is said to be, and shown all the same.
  const broken = historyHolds(view.entry.history) ? [] : [line(say.pages.broken, "alert")];
  return pageCard(view, "history", [...broken, { type: "rows", rows }], page);
}

function happenedText(view: CaseView, event: Event, names: ReadonlyMap<string, string>): string {
  const { words } = view;
  if (event.act === "receive") {
    const made = words.card?.received;
    const name = asReporter(view.kind, view.entry, event) ? undefined : names.get(event.by);
    return made && name ? say.case.receivedBy(made, name) : (made ?? say.case.receivedEvent);
  }
  const done = words.acts[event.act]?.done;
  const state = event.from === event.to ? "" : ` (${words.states[event.to] ?? event.to})`;
  if (event.act === view.kind.compiles?.act) return `${say.case.counted}${state}`;
  if (!done) return `${say.case.followed}${state}`;
  return `${say.case.by(actorIn(view, event, names), done)}${state}`;
}

/** Who did it; whoever did it as the one who reported has no name. */
export function actorIn({ kind, entry }: CaseView, event: Event, names: ReadonlyMap<string, string>): string {
  const name = asReporter(kind, entry, event) ? undefined : names.get(event.by);
  return name ?? say.case.theReporter;
}

/** An entry of the journal, with its text in clear. */
export interface Note extends JournalPart {
  readonly texts: Readonly<Record<string, string>>;
  readonly author: string;
}

/** The journal, the newest entry first: when, from where, fact or assessment, by whom, and what. */
export function journalPage(view: CaseView, notes: readonly Note[], page: Page): Card {
  const parts = notes.flatMap((note): Part[] => [
    line(`${shownInstant(note.at)} ${note.author}`, "strong"),
    { type: "rows", rows: [...rowsOf(view, note.answers), ...textRows(view.words, note.texts)] },
  ]);
  return pageCard(view, "journal", parts, page);
}

function rowsOf(view: CaseView, answers: Answers): Row[] {
  const { kind, words } = view;
  return Object.keys(answers).map((name) => ({
    label: words.fields[name]?.read ?? words.fields[name]?.label ?? name,
    value: answerText(kind.form, words, view, name, answers[name]),
  }));
}

function textRows(words: KindWords, texts: Readonly<Record<string, string>>): Row[] {
  return Object.entries(texts).map(([name, value]) => ({
    label: words.fields[name]?.read ?? words.fields[name]?.label ?? name,
    value,
  }));
}

/** What grew out of the case, or what it grew out of, as far as the reader may see it. */
export function linksPage(
  view: CaseView,
  linked: readonly { readonly link: Pick<Link, "id">; readonly label: string; readonly value: string }[],
  page: Page,
): Card {
  const rows = linked.map(
    ({ link, label, value }): Row => ({
      label,
      value,
      button: { label: say.pages.open, action: { do: "open", record: link.id }, opens: "turn" },
    }),
  );
  const parts: Part[] = rows.length > 0 ? [{ type: "rows", rows }] : [line(say.pages.none)];
  return { ...pageCard(view, "links", parts, page), title: linksTitle(view) };
}

/** Who reported. Each showing stands in the read log. */
export function reporterPage(view: CaseView, name: string, texts: Readonly<Record<string, string>>): Card {
  const rows = [{ label: say.pages.reporterName, value: name }, ...textRows(view.words, texts)];
  const parts: Part[] = [line(say.pages.reporterText, "subtle"), { type: "rows", rows }];
  return pageCard(view, "reporter", parts, { at: 0, of: 1 });
}

/** Where a document is fetched. */
export function documentPage(view: CaseView, links: readonly LinkButton[]): Card {
  const compiled = view.kind.compiles !== undefined;
  const text = compiled ? say.pages.documentsText : say.pages.documentText;
  const card = pageCard(view, "document", [line(text)], { at: 0, of: 1 });
  return { ...card, ...(compiled && { title: say.pages.documents }), buttons: [...links, ...card.buttons] };
}

/** Figures of a compilation, one a page: what may not be published is hidden here too, unless the document hides nothing. */
export function figuresPage(view: CaseView, figures: readonly Shown[], page: Page): Card {
  const parts = figures.flatMap((shown): Part[] => [
    // What is too long for a dialog is read in the document.
    isSmall(shown) ? shortTable(shown) : line(say.pages.inDocument(tableOf(shown).caption)),
    ...flagsOf(shown).map((flag) => line(flag)),
  ]);
  return pageCard(view, "figures", figures.length > 0 ? parts : [line(say.pages.noFigures)], page);
}

type What = "history" | "journal" | "links" | "reporter" | "document" | "figures";

function pageCard({ entry }: CaseView, what: What, parts: readonly Part[], { at, of }: Page): Card {
  const turn = (label: string, page: number): Button => ({
    label,
    action: { do: "show", record: entry.id, what, page },
    opens: "turn",
  });
  return {
    title: say.pages[what],
    surface: "dialog",
    parts: [line(entry.id, "subtle"), ...parts],
    buttons: [
      ...(at + 1 < of ? [turn(what === "figures" ? say.pages.nextFigure : say.pages.earlier, at + 1)] : []),
      ...(at > 0 ? [turn(what === "figures" ? say.pages.lastFigure : say.pages.later, at - 1)] : []),
      { label: say.pages.back, action: { do: "open", record: entry.id }, opens: "turn" },
    ],
  };
}
