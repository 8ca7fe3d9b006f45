import {
  checklistFields,
  doneIn,
  neverDone,
  openParts,
  partSteps,
  shortIn,
  trendOf,
  undecided,
  wrongIn,
} from "../checklist-form.ts";
import { selfInspectionFigures } from "../figures/self-inspection.ts";
import type { Act, Carried, Kind } from "../kind.ts";
import type { Answers, Entry } from "../record.ts";
import { actionFields, actionSteps } from "./action.ts";
import { deviation } from "./deviation.ts";

/**
 * One run of a self-inspection (SOSFS 2011:9 5 kap. 2 §): a checklist that a unit answers within a window of days. It
 * carries the checklist as it was when it began. Each shortcoming leads somewhere: to an action, a deviation, or an
 * acceptance with reasons that the next run asks about again.
 */

const asked = deviation.form.fields;
const text = (max: number) => ({ type: "text", max, multiline: true }) as const;
const handlers = ["desk", "sas"] as const;

/** What of a shortcoming goes to the deviation that it was. */
const ofDeviation = ["nature", "category", "what", "consequence", "measures"] as const;

const short = { name: "short", fields: ["short"], page: "short" } as const;

/** The shortcoming that is decided on first, of those that are left. */
const nextShort = (_: Answers, entry: Entry): Answers => {
  const [first] = undecided(entry);
  return first ? { short: first } : {};
};

/** How a shortcoming is dealt with, and by which record. */
const dealtWith = (how: string) => (_: Answers, answers: Answers, made?: string) => ({
  [`did.${answers.short}`]: how,
  ...(made && { [`made.${answers.short}`]: made }),
});

const acts = {
  open: {
    from: ["open", "submitted", "missed"],
    who: ["desk", "sas", "manager", "reader", "leader"],
    on: [],
    quiet: true,
  },
  answer: {
    from: ["open"],
    who: handlers,
    on: ["case"],
    freely: true,
    merges: true,
    renews: true,
    goesOn: true,
    proposes: (_, entry) => ({ section: openParts(entry)[0] ?? "" }),
    keeps: (_, answers) => neverDone(answers),
    asks: [],
  },
  change: {
    from: ["open"],
    who: handlers,
    on: ["dialog"],
    guards: ["begun"],
    freely: true,
    merges: true,
    renews: true,
    keeps: (_, answers) => neverDone(answers),
    asks: [{ name: "section", fields: ["section"], page: "section" }],
  },
  addAction: {
    from: ["open"],
    who: handlers,
    on: ["dialog"],
    guards: ["short"],
    freely: true,
    proposes: nextShort,
    keeps: dealtWith("action"),
    makes: {
      kind: "action",
      fields: Object.keys(actionFields),
      answers: () => ({ source: "selfInspection" }),
    },
    asks: [short, ...actionSteps],
  },
  report: {
    from: ["open"],
    who: handlers,
    on: ["dialog"],
    guards: ["short"],
    freely: true,
    proposes: nextShort,
    keeps: dealtWith("deviation"),
    makes: {
      kind: "deviation",
      fields: ofDeviation,
      answers: ({ opens = "" }) => ({
        ...{ danger: "no", involved: "no", concerns: "group", law: "unknown" },
        ...{ happened: "unknown", discovered: opens },
      }),
    },
    asks: [short, { name: "deviation", fields: ofDeviation, page: "deviation", sends: true }],
  },
  accept: {
    from: ["open"],
    who: handlers,
    on: ["dialog"],
    guards: ["short"],
    freely: true,
    proposes: nextShort,
    keeps: dealtWith("accepted"),
    asks: [{ name: "accept", fields: ["short", "acceptReason"], page: "accept", sends: true }],
  },
  submit: {
    from: ["open"],
    to: "submitted",
    who: handlers,
    on: ["case", "dialog"],
    guards: ["complete", "decided"],
    cites: true,
    tells: [{ role: "sas" }],
  },
} as const satisfies Readonly<Record<string, Act>>;

/** What a record asks by its checklist, and the section that comes after the one just answered. */
function carries(entry: Entry): Carried {
  const sections = partSteps(entry);
  return {
    fields: checklistFields(entry),
    asks: { answer: sections, change: [...acts.change.asks, ...sections] },
    next: ({ section }) => {
      const names = sections.map(({ name }) => name);
      const left = openParts(entry).filter((name) => names.indexOf(name) > names.indexOf(String(section)));
      return left[0] === undefined ? undefined : { section: left[0] };
    },
  };
}

export const selfInspection = {
  name: "selfInspection",
  // Begun by its plan, never by hand.
  starts: [],
  form: {
    fields: {
      unit: { type: "unit" },
      type: {
        type: "choice",
        options: ["checklist", "selfAssessment", "survey", "documentReview", "accessLogReview"],
      },
      theme: { type: "text", max: 120, open: true, optional: true },
      opens: { type: "day" },
      closes: { type: "day" },
      section: { type: "choice", options: [], passing: true },
      short: { type: "choice", options: [] },
      acceptReason: text(1000),
      nature: asked.nature,
      category: asked.category,
      what: asked.what,
      consequence: asked.consequence,
      measures: asked.measures,
      ...actionFields,
    },
    steps: [],
  },
  states: ["open", "submitted", "missed"],
  ended: ["submitted", "missed"],
  carries,
  steers: ["section", "short"],
  checks: wrongIn,
  trend: trendOf,
  progress: (entry) => ({ done: doneIn(entry).answered, of: doneIn(entry).of }),
  window: { from: "opens", to: "closes", while: ["open"], missed: "missed" },
  desks: { open: { field: "answers" } },
  acts,
  guards: {
    begun: { holds: (entry) => doneIn(entry).answered > 0, otherwise: "notAllowed" },
    short: { holds: (entry) => undecided(entry).length > 0, otherwise: "notAllowed" },
    complete: {
      holds: (entry) => doneIn(entry).answered === doneIn(entry).of,
      otherwise: "notComplete",
    },
    decided: { holds: (entry) => undecided(entry).length === 0, otherwise: "shortcomingsLeft" },
  },
  routes: [{ desk: ["unitManager", "departmentManager", "director", "sas"], restricted: false, tells: [] }],
  deadlines: [{ name: "answered", while: ["open"], days: { field: "closes" } }],
  nature: { field: "type", unset: "checklist" },
  happened: [],
  facts: ["control", "checklist", "title", "occurrence", "opens", "closes", "aggregated"],
  counts: ({ aggregated, checklist }, { state }, _, entry) => {
    if (state !== "submitted") return {};
    const short = shortIn(entry).map(({ item }) => `${checklist}/${item}`);
    return {
      withShort: short.length > 0 ? "yes" : "no",
      // What was answered is for the unit's own level, unless its plan says otherwise.
      ...(aggregated === "yes" && { short }),
    };
  },
  figures: selfInspectionFigures,
  readers: ["departmentManager", "director", "sas", "qualityCoordinator"],
  readable: { field: "aggregated", is: "yes" },
  harm: [],
  shelf: "halfYear",
  law: () => ["managementSystem"],
} as const satisfies Kind;
