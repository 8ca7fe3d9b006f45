import { describe, expect, test } from "vitest";
import { formCard } from "#cards/form-card";
import { type CaseView, caseCard, caseDialog } from "#cards/record-card";
import { words } from "#cards/text/index";
import { withCarriedWords } from "#cards/text/words";
import { fieldsInView } from "#domain/access";
import { partsOf, undecided } from "#domain/checklist-form";
import type { AnswerRule, Checklist, Item } from "#domain/checklist-schema";
import { checklistSchema } from "#domain/checklist-schema";
import { actForm, type Kind, withCarried } from "#domain/kind";
import { selfInspection } from "#domain/kinds/self-inspection";
import type { Answer, Entry, Instant, Problem } from "#domain/record";
import type { Drawn } from "./case-cards.ts";
import { overLimits } from "./complaints.ts";
import { draftAt, people, units } from "./every-card.ts";

/** The largest checklists that there can be, drawn in every place where they are. */

const text = (length: number) => "å".repeat(length);
const rules = {
  yesNo: { type: "yesNo" },
  yesPartly: { type: "yesPartly" },
  share: { type: "share" },
  day: { type: "day", within: 30 },
  text: { type: "text" },
  scale: { type: "scale" },
} as const satisfies Readonly<Record<AnswerRule["type"], AnswerRule>>;
type Sort = keyof typeof rules;
const sorts = Object.keys(rules) as Sort[];

/** As many items as there may be, as long as they may be: all answered in one way, or each section in another. */
function largest(sort: Sort | "all"): Checklist {
  const item = (s: number, n: number): Item => ({
    id: `i-${s}-${n}`.padEnd(40, "x"),
    text: text(300),
    answer: rules[sort === "all" ? (sorts[s] ?? "yesNo") : sort],
    hint: text(200),
    routine: text(200),
  });
  return checklistSchema.parse({
    id: "l".repeat(40),
    version: 9999,
    title: text(80),
    type: "documentReview",
    law: ["managementSystem"],
    intro: text(300),
    sample: { least: 100, most: 100 },
    sections: Array.from({ length: 6 }, (_, s) => ({
      id: `s-${s}`.padEnd(40, "x"),
      title: text(60),
      items: Array.from({ length: 10 }, (_, n) => item(s, n)),
    })),
  });
}

const itemsIn = ({ sections }: Checklist) => sections.flatMap(({ items }) => items);

/** Each item answered so that it is short, where it can be. */
function badly(list: Checklist): Record<string, Answer> {
  return Object.fromEntries(
    itemsIn(list).flatMap(({ id, answer }): [string, Answer][] => {
      switch (answer.type) {
        case "share":
          return [
            [`q.${id}.of`, "99999"],
            [`q.${id}.met`, "88888"],
          ];
        case "day":
          return [[`q.${id}`, "2020-01-01"]];
        case "text":
          return [];
        case "scale":
          return [[`q.${id}`, "1"]];
        default:
          return [[`q.${id}`, "no"]];
      }
    }),
  );
}

/** A run in a state: nothing answered, or everything; with what was short the last time, or the first of its kind. */
function runOf(list: Checklist, state: string, how: { full: boolean; again: boolean }): Entry {
  const items = itemsIn(list);
  const last = items.flatMap(({ id }) => [
    [`last.${id}`, "88888/99999"],
    [`lastDid.${id}`, "deviation"],
    [`effect.${id}`, "partly"],
  ]);
  const trend = Array.from({ length: 8 }, (_, n) => `2025-${10 + n}-01:60`);
  const answers = {
    ...{ unit: units[0]?.value, control: "K7QF-3M2X", opens: "2026-03-02", closes: "2026-04-01" },
    ...{ occurrence: "2026-03-02", title: list.title, theme: text(120), type: list.type },
    ...(how.full && { population: "99999", ...badly(list) }),
    ...(how.again && { ...Object.fromEntries(last), trend }),
  };
  const texts = how.full ? textsOf(list) : {};
  return {
    id: "K7QF-3M2X",
    kind: "selfInspection",
    state,
    version: 3,
    unit: units[0]?.value,
    desk: { role: "unitManager", unit: units[0]?.value },
    urgent: false,
    restricted: false,
    by: "kvalitetsboten",
    reportedAt: now,
    checklist: list,
    answers,
    facts: { title: list.title },
    sealed: Object.fromEntries(Object.keys(texts).map((name) => [name, { iv: "", ct: "", tag: name }])),
    ...{ errands: [], hides: [], hiddenFrom: [], team: [], barred: [], alerted: [], lifted: [], parts: [] },
    links: [{ kind: "action", id: "ABCD-2346", state: "open" }],
    history: [],
    deadlines: [{ name: "answered", due: "2026-04-01" }],
    law: [{ id: "x", title: "SOSFS 2011:9", section: "5 kap. 2 §" }],
  } as unknown as Entry;
}

const now = "2026-03-10T11:00:00.000Z" as Instant;
const textsOf = (list: Checklist) =>
  Object.fromEntries(
    itemsIn(list).flatMap(({ id, answer }) => (answer.type === "text" ? [[`q.${id}`, text(500)]] : [])),
  );

const ways = [
  { full: false, again: false },
  { full: true, again: true },
] as const;

const told = ({ full, again }: (typeof ways)[number]) => `${full ? "full" : "empty"}${again ? " again" : ""}`;

/** Every page on which somebody answers, changes, or decides on a shortcoming. */
function* pagesOf(list: Checklist): Generator<Drawn> {
  for (const how of ways) {
    const entry = runOf(list, "open", how);
    const kind = withCarried(selfInspection, entry);
    for (const act of ["answer", "change", "accept", "addAction", "report"]) {
      const form = actForm(kind, act);
      if (!form) throw new Error(`no form ${act}`);
      // What decides on a shortcoming is not there before there is one.
      if (kind.acts[act]?.guards?.includes("short") && undecided(entry).length === 0) continue;
      // Changed is answered on the same pages, once it has been said which.
      for (const step of act === "change" ? form.steps.slice(0, 1) : form.steps)
        for (const wrong of how.full ? [false, true] : [false]) {
          const texts = how.full ? textsOf(list) : {};
          const chosen = { section: step.when?.[0]?.is ?? "", short: itemsIn(list)[0]?.id ?? "" };
          const answers = { ...entry.answers, ...chosen } as Record<string, Answer>;
          const draft = draftAt(`selfInspection.${act}`, step.name, answers, Object.keys(texts));
          const problems = step.fields.map(
            (field): Problem => ({
              key: "answeredMeanwhile",
              field,
              with: { name: `${"N".repeat(60)} och ${"N".repeat(60)}`, answer: texts[field] ?? "99999" },
            }),
          );
          const view = {
            ...{ form, draft, act, units, people, texts, problems: wrong ? problems : [] },
            words: withCarriedWords(words.selfInspection, entry),
          };
          yield {
            what: `${act} ${step.name} ${told(how)}${wrong ? " wrong" : ""}`,
            card: formCard(view, "dialog"),
          };
        }
    }
  }
}

/** The run as it lies in the chat, and every page of it on a dialog. */
function* cardsOf(list: Checklist): Generator<Drawn> {
  for (const state of selfInspection.states)
    for (const how of ways) {
      const entry = runOf(list, state, how);
      const kind: Kind = withCarried(selfInspection, entry);
      const acts = Object.entries(kind.acts).flatMap(([act, { from }]) =>
        from.includes(state) ? [act] : [],
      );
      const view: CaseView = {
        kind,
        words: withCarriedWords(words.selfInspection, entry),
        entry,
        units,
        people,
        ...{ jour: [], told: [], alarm: false, neutral: false, sight: "full", may: acts, now },
      };
      for (const sight of ["full", "head"] as const)
        yield { what: `card ${state} ${told(how)} ${sight}`, card: caseCard({ ...view, sight }) };
      const texts = how.full ? textsOf(list) : {};
      const before = Object.fromEntries(Object.entries(texts).map(([name, was]) => [`${name}@2`, was]));
      const fields = fieldsInView(kind, "full", entry);
      for (let page = 0, more = true; more; page++) {
        const card = caseDialog(view, fields, { ...texts, ...before }, page);
        yield { what: `dialog ${state} ${told(how)} ${page}`, card };
        more = card.buttons.some(({ ...button }) => "action" in button && leadsTo(button.action, page + 1));
      }
    }
}
const leadsTo = (action: object, page: number) => "page" in action && action.page === page;

// The heaviest, and something of each.
describe.each(["share", "day", "text", "all"] as const)("the largest checklist, answered by %s", (sort) => {
  const list = largest(sort);

  test("is answered and changed within both platforms' limits, and its shortcomings decided on", () => {
    expect(overLimits(pagesOf(list))).toEqual([]);
  });

  test("is asked a page at a time, each item once and in its order", () => {
    const parts = partsOf(list);
    expect(parts.flatMap(({ items }) => items)).toEqual(itemsIn(list));
    expect(new Set(parts.map(({ name }) => name)).size).toBe(parts.length);
    expect(parts.length).toBeGreaterThan(list.sections.length);
  });

  test("is shown within them, on the card and on every page of the dialog", () => {
    expect(overLimits(cardsOf(list))).toEqual([]);
  });
});
