import {
  type Checklist,
  draw,
  type Item,
  isAnswered,
  itemsFor,
  numberIn,
  progress,
  saidOf,
  shortcomings,
  wrongShare,
} from "./checklist.ts";
import { optionsOf } from "./checklist-options.ts";
import type { Field, Form, Step } from "./form.ts";
import {
  type Answer,
  type Answers,
  answersBefore,
  type Entry,
  type LocalDate,
  type Problem,
} from "./record.ts";

/** A checklist as a form: what a record that carries one asks, how far it has come, and what is left to decide. */

/** An item's answers stand under its id behind this: a checklist may call an item what the kind calls a field. */
const prefix = "q.";
export const fieldOf = (item: string): string => `${prefix}${item}`;

/** The checklist that a record carries. Throws when it carries none: such a record is never begun. */
export function checklistOf({ id, checklist }: Pick<Entry, "id" | "checklist">): Checklist {
  if (!checklist) throw new Error(`record ${id} carries no checklist`);
  return checklist;
}

/** What has been answered, by item. */
export function answersTo({ answers }: Pick<Entry, "answers">): Answers {
  return Object.fromEntries(
    Object.entries(answers).flatMap(([name, answer]) =>
      name.startsWith(prefix) && !name.includes("@") ? [[name.slice(prefix.length), answer]] : [],
    ),
  );
}

/** The items whose text has been given. */
const textsIn = ({ sealed }: Pick<Entry, "sealed">): ReadonlySet<string> =>
  new Set(
    Object.keys(sealed).flatMap((name) => (name.startsWith(prefix) ? [name.slice(prefix.length)] : [])),
  );

/** The day by which an answer is judged: that on which it was opened, whenever somebody looks. */
const dayOf = ({ answers }: Pick<Entry, "answers">) => answers.opens as LocalDate;

/** How many of the items are answered. */
export const doneIn = (entry: Entry): { readonly answered: number; readonly of: number } =>
  progress(checklistOf(entry), answersTo(entry), textsIn(entry));

/** The shortcomings, in order, each with how it was dealt with, if it has been. */
export function shortIn(entry: Entry): readonly { item: string; was: string; did?: Answer | undefined }[] {
  return shortcomings(checklistOf(entry), answersTo(entry), dayOf(entry)).map(({ item, was }) => ({
    item,
    was,
    did: entry.answers[`did.${item}`],
  }));
}

/** What was answered by choosing or counting, in order, and the fields in which it was. */
export function chosenIn(entry: Entry): readonly { item: string; was: string; fields: readonly string[] }[] {
  const answers = answersTo(entry);
  return itemsFor(checklistOf(entry), answers).flatMap((item) => {
    const was = saidOf(item, answers);
    const fields = Object.keys(fieldsOfItem(item, entry)).filter((name) => name.startsWith(prefix));
    return was === undefined ? [] : [{ item: item.id, was, fields }];
  });
}

/**
 * Which shortcoming each reason to accept one is about, by the field it stands in: the same two fields are answered of
 * one shortcoming after the other, and what was said before stands under the place of what replaced it.
 */
export function reasonsIn({ history, answers }: Entry): readonly { field: string; item: string }[] {
  const accepted = history.flatMap(({ act }, at) => (act === "accept" ? [at] : []));
  return accepted.map((at, n) => {
    const next = accepted[n + 1];
    const field = next === undefined ? "acceptReason" : `acceptReason@${next}`;
    return { field, item: String(answersBefore(answers, at + 1).short ?? "") };
  });
}

/** The shortcomings of which nobody has decided what to do. */
export const undecided = (entry: Entry): readonly string[] =>
  shortIn(entry).flatMap(({ item, did }) => (did ? [] : [item]));

/** A section, or where it is more than a page holds a part of it: the nth of so many. */
export interface Part {
  readonly name: string;
  readonly title: string;
  readonly n: number;
  readonly of: number;
  readonly items: readonly Item[];
}

/** So much stands on a page, in letters. */
const pageLength = 9_800;
/** What stands around an item's own words, when all is said of it that can be: a share is two numbers, a text is read. */
const around: Readonly<Partial<Record<Item["answer"]["type"], number>>> = {
  share: 1000,
  day: 1000,
  text: 1400,
};
/** So many times its text stands there: above the page too, of each answer with which something is wrong. */
const said: Readonly<Partial<Record<Item["answer"]["type"], number>>> = { share: 4, text: 2 };
const lengthOf = ({ text, hint = "", routine = "", answer }: Item) =>
  (around[answer.type] ?? 800) + (said[answer.type] ?? 3) * text.length + hint.length + routine.length;

/** What a checklist asks a page at a time: the same whatever is answered. */
export function partsOf({ sections }: Checklist): readonly Part[] {
  return sections.flatMap(({ id, title, items }) => {
    const pages: Item[][] = [];
    let room = 0;
    for (const item of items) {
      if (lengthOf(item) > room) {
        pages.push([]);
        room = pageLength;
      }
      pages.at(-1)?.push(item);
      room -= lengthOf(item);
    }
    const of = pages.length;
    return pages.map((some, at) => ({
      ...{ title, of, n: at + 1, items: some },
      name: of === 1 ? id : `${id}.${at + 1}`,
    }));
  });
}

/** The parts in which something is left to answer, in order. */
export function openParts(entry: Entry): readonly string[] {
  const [answers, given] = [answersTo(entry), textsIn(entry)];
  const open = new Set(
    itemsFor(checklistOf(entry), answers).flatMap((item) =>
      isAnswered(item, answers, given) ? [] : [item.id],
    ),
  );
  return partsOf(checklistOf(entry)).flatMap(({ name, items }) =>
    items.some((item) => open.has(item.id)) ? [name] : [],
  );
}

/** Which of those there are to draw from are to be reviewed; none before somebody has said how many there are. */
export function drawnIn(entry: Entry): readonly number[] {
  const population = numberIn(String(entry.answers.population ?? ""));
  if (population === undefined) return [];
  const checklist = checklistOf(entry);
  const of = JSON.stringify([entry.id, population, checklist.sample]);
  if (lastDrawn.of !== of) lastDrawn = { of, drawn: draw(checklist, population, entry.id) };
  return lastDrawn.drawn;
}

/** Out of very many it takes a while, and one run is looked at many times in a row. */
let lastDrawn: { readonly of: string; readonly drawn: readonly number[] } = { of: "", drawn: [] };

/** May be left for later: a section is saved half answered. */
const later = { optional: true, later: true, dialogOnly: true } as const;

/** The fields in which an item is answered. */
function fieldsOfItem({ id, answer }: Item, entry: Entry): Readonly<Record<string, Field>> {
  const name = fieldOf(id);
  // Whether it helped is asked after the item itself, which says of what.
  const again = entry.answers[`last.${id}`] && {
    [`effect.${id}`]: { type: "choice", options: ["yes", "partly", "no"], ...later } as const,
  };
  switch (answer.type) {
    case "text":
      return { [name]: { type: "text", max: 500, multiline: true, ...later } };
    case "share":
      return {
        [`${name}.of`]: { type: "number", most: 99_999, ...later },
        [`${name}.met`]: { type: "number", most: 99_999, ...later },
        ...again,
      };
    case "day":
      return {
        [name]: { type: "day", ...later },
        [`${name}.never`]: { type: "choice", options: ["yes"], ...later },
        ...again,
      };
    default:
      return { [name]: { type: "choice", options: optionsOf(answer), ...later }, ...again };
  }
}

/** Everything that a record asks by the checklist it carries. */
export function checklistFields(entry: Entry): Form["fields"] {
  const checklist = checklistOf(entry);
  const items = checklist.sections.flatMap((section) => section.items);
  return {
    section: { type: "choice", options: partsOf(checklist).map(({ name }) => name), passing: true },
    short: { type: "choice", options: undecided(entry) },
    ...(checklist.sample && { population: { type: "number", most: 99_999, ...later } as const }),
    ...Object.assign({}, ...items.map((item) => fieldsOfItem(item, entry))),
  };
}

/** The steps in which it is answered: a part each, with the items that the answers so far lead to. */
export function partSteps(entry: Entry): readonly Step[] {
  const checklist = checklistOf(entry);
  const applies = new Set(itemsFor(checklist, answersTo(entry)).map(({ id }) => id));
  return partsOf(checklist).map(({ name, items }, at): Step => {
    const fields = items
      .filter((item) => applies.has(item.id))
      .flatMap((item) => Object.keys(fieldsOfItem(item, entry)));
    return {
      name,
      fields: at === 0 && checklist.sample ? ["population", ...fields] : fields,
      page: name,
      when: [{ field: "section", is: name }],
      sends: true,
    };
  });
}

/** What else holds by what was said: something never done has no day. */
export function neverDone(said: Answers): Answers {
  const names = Object.keys(said).flatMap((name) =>
    name.endsWith(".never") ? [name.slice(0, -".never".length)] : [],
  );
  return Object.fromEntries(names.flatMap((name) => (said[name] === undefined ? [[name, "no"]] : [])));
}

/** What is wrong with what was said of a share: more than there were to review, or more right than reviewed. */
export function wrongIn(entry: Entry, said: Answers): Problem | undefined {
  const all = { ...entry.answers, ...said };
  const drawn = drawnIn({ ...entry, answers: all }).length || undefined;
  for (const name of Object.keys(said)) {
    const item = /^(q\..+)\.(met|of)$/.exec(name)?.[1];
    const [met, of] = [all[`${item}.met`], all[`${item}.of`]];
    const wrong = item && typeof met === "string" && typeof of === "string" && wrongShare(met, of, drawn);
    if (wrong) return { key: wrong, field: wrong === "moreThanSample" ? `${item}.of` : `${item}.met` };
  }
  return undefined;
}

/** How many shortcomings there were the last times, and this time once it has been handed in. */
export function trendOf(entry: Entry): readonly { key: string; count?: number }[] {
  const before = [entry.answers.trend ?? []].flat().map((each) => {
    const [key = "", count = ""] = each.split(":");
    return { key, ...(count && { count: Number(count) }) };
  });
  const now = entry.state === "submitted" ? { count: shortIn(entry).length } : {};
  return [...before, { key: String(entry.answers.occurrence), ...now }];
}

/** So many earlier runs are drawn in the trend. */
const trendLength = 8;

/** What a run takes over from the one before it: what was short and what was done about it, and how it has gone. */
export function lastFrom(before: Entry | undefined): Answers {
  if (!before?.checklist) return {};
  const isDone = before.state === "submitted";
  const result = isDone ? String(shortIn(before).length) : "";
  const trend = [before.answers.trend ?? [], `${before.answers.occurrence}:${result}`].flat();
  const items = isDone ? shortIn(before) : [];
  // What was short is asked about until somebody has answered: a time that was missed passes it on.
  const asked = isDone ? [] : Object.entries(before.answers).filter(([name]) => /^last(Did)?\./.test(name));
  return {
    trend: trend.slice(-trendLength),
    ...Object.fromEntries(asked),
    ...Object.fromEntries(items.map(({ item, was }) => [`last.${item}`, was])),
    ...Object.fromEntries(items.flatMap(({ item, did }) => (did ? [[`lastDid.${item}`, did]] : []))),
  };
}
