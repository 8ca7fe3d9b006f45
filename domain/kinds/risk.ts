import { riskFigures } from "../figures/risk.ts";
import { ask, type Step } from "../form.ts";
import type { Act, Advice, Kind, Rules } from "../kind.ts";
import type { Answers, Facts } from "../record.ts";
import { actionFields, actionSteps } from "./action.ts";
import { caseGuards, levelOf, nearsLexSarah, scoreOf } from "./case-guards.ts";

/**
 * A risk analysis (SOSFS 2011:9 5 kap. 1 §): what could happen, how likely and how grave, by which steering it is
 * handled and by whom; what is done about it or why it is accepted; and how high it is then. It stands until it is no
 * risk any more, and is looked at again every year.
 */

const text = (max: number) => ({ type: "text", max, multiline: true }) as const;
const scale = ["1", "2", "3", "4"] as const;
const fearedCodes = [
  "harm",
  "unsafe",
  "abuse",
  "integrity",
  "legal",
  "economy",
  "workEnvironment",
  "other",
] as const;

/** What it becomes, should it happen. */
const leads = ["complaint", "deviation", "mistreatment", "careInjury", "other"] as const;
/** The steering process in which it is handled. */
const controls = ["managementSystem", "internalControl", "workEnvironment", "goals"] as const;

/** Shared with the kinds whose cases give rise to risks. */
export const riskFields = {
  feared: { type: "choice", options: fearedCodes },
  hazard: text(1500),
  processName: { type: "text", max: 120, open: true, optional: true },
} as const;

export const riskSteps = [
  { name: "hazard", fields: ["feared", "hazard", "processName"], page: "hazard", sends: true },
] as const satisfies readonly Step[];

/** Assessed, and not yet brought to where it may stand. */
const working = ["assessed", "action", "residual"] as const;
/** It is there, and known: looked at again every year. */
const watched = ["accepted", "reduced"] as const;
const ended = ["closed", "withdrawn"] as const;
const states = ["raised", ...working, ...watched, ...ended] as const;

/** Whoever it was given to works with it; whoever has it may always do the same. */
const handlers = ["owner", "desk"] as const;

const isAction = [{ field: "decision", is: "action" }] as const;

/** How a risk is assessed, and assessed otherwise. */
const assessment = {
  who: ["desk"],
  cites: true,
  // What it came to before is of another assessment.
  clears: ["residualProbability", "residualSeverity", "enough", "result"],
  shows: ["hazard", "suggestion", "probability", "severity"],
  asks: [
    { name: "scale", fields: ["probability", "severity", "leadsTo"], page: "scale" },
    {
      name: "control",
      fields: ["control", "assignedTo", "handleBy"],
      page: "control",
      advised: ["low", "medium", "high", "veryHigh", "lexSarah"],
      sends: true,
    },
  ],
  tells: [{ who: "reporter" }, { field: "assignedTo", others: true }],
} as const satisfies Partial<Act>;

const acts = {
  open: {
    from: states,
    who: ["reporter", "owner", "desk", "manager", "sas", "reader", "leader"],
    on: [],
    quiet: true,
  },
  wrongUnit: {
    from: ["raised"],
    who: ["reporter"],
    on: ["receipt", "dialog"],
    guards: ["unopened"],
    asks: ask("unit", "unit"),
    moves: true,
    routes: true,
  },
  withdraw: {
    from: ["raised"],
    to: "withdrawn",
    who: ["reporter"],
    on: ["receipt", "dialog"],
    guards: ["unopened"],
    asks: ask("withdraw", "withdrawReason"),
  },
  assess: { from: ["raised"], to: "assessed", on: ["case"], takes: true, ...assessment },
  change: { from: ["assessed"], on: ["dialog"], ...assessment },
  addAction: {
    from: [...working, ...watched],
    who: handlers,
    on: ["case"],
    asks: actionSteps,
    makes: { kind: "action", answers: () => ({ source: "risk" }) },
  },
  accept: {
    from: working,
    to: "accepted",
    who: ["desk"],
    on: ["case"],
    guards: ["settled"],
    cites: true,
    clears: ["enough"],
    keeps: () => ({ result: "accepted" }),
    shows: ["hazard", "probability", "severity", "residualProbability", "residualSeverity"],
    asks: ask("accept", "acceptReason"),
    tells: [{ who: "reporter" }, { field: "assignedTo", others: true }],
  },
  reassess: {
    from: ["residual"],
    to: [{ when: { field: "enough", is: "no" }, to: "assessed" }, { to: "reduced" }],
    who: handlers,
    on: ["case"],
    guards: ["settled", "acted"],
    cites: true,
    clears: ["result"],
    shows: ["hazard", "probability", "severity"],
    asks: [
      { name: "residual", fields: ["residualProbability", "residualSeverity"], page: "residual" },
      {
        name: "enough",
        fields: ["enough", "residualNote"],
        page: "enough",
        advised: ["residual"],
        sends: true,
      },
    ],
    tells: [{ who: "reporter" }, { who: "desk" }],
  },
  review: {
    from: watched,
    to: [
      { when: { field: "reviewed", is: "gone" }, to: "closed" },
      { when: { field: "reviewed", is: "changed" }, to: "raised" },
    ],
    who: handlers,
    on: ["case"],
    shows: ["hazard", "probability", "severity", "residualProbability", "residualSeverity", "acceptReason"],
    // A step is never called `review`: that is where a form is read through.
    asks: ask("lookedAt", "reviewed", "feedback"),
    tells: [{ who: "reporter" }, { who: "desk" }],
  },
  // The yearly talk of the department's risks, where whoever leads it decides what next year holds.
  dialogue: {
    from: [...working, ...watched],
    to: [{ when: { field: "decision", is: "close" }, to: "closed" }],
    who: ["desk", "sas", "reader"],
    on: ["dialog"],
    shows: ["hazard", "probability", "severity", "residualProbability", "residualSeverity"],
    asks: [
      { name: "decision", fields: ["decision", "dialogueYear"], page: "decision" },
      {
        name: "dialogueNote",
        fields: ["dialogueNote"],
        page: "dialogueNote",
        when: [{ field: "decision", is: ["commonSelfInspection", "keep", "close"] }],
        sends: true,
      },
      ...actionSteps.map((step) => ({ ...step, when: isAction })),
    ],
    makes: {
      kind: "action",
      when: isAction[0],
      fields: Object.keys(actionFields),
      answers: () => ({ source: "risk" }),
    },
    tells: [{ who: "desk" }, { field: "assignedTo", others: true }],
  },
  assign: {
    from: [...working, ...watched],
    who: ["desk"],
    on: ["dialog"],
    asks: ask("assign", "assignedTo", "handleBy"),
    tells: [{ field: "assignedTo", others: true }],
  },
  close: {
    from: ["raised", ...watched],
    to: "closed",
    who: ["desk"],
    on: ["dialog"],
    keeps: () => ({ result: "closed" }),
    asks: ask("close", "feedback"),
    tells: [{ who: "reporter" }],
  },
  reopen: {
    from: ["closed"],
    to: "raised",
    who: ["desk"],
    on: ["dialog"],
    clears: ["result", "enough", "decision", "reviewed"],
    asks: ask("reopen", "reopenReason"),
    tells: [{ who: "reporter" }],
  },
  lift: {
    from: ["raised", ...working],
    who: ["desk"],
    on: ["dialog"],
    asks: ask("lift", "liftReason"),
    lifts: "up",
  },
  lower: {
    from: ["raised", ...working],
    who: ["desk"],
    on: ["dialog"],
    guards: ["lifted"],
    asks: ask("lower", "liftReason"),
    lifts: "down",
  },
  move: {
    from: ["raised", "assessed"],
    to: "raised",
    who: ["desk"],
    on: ["dialog"],
    clears: ["assignedTo", "handleBy"],
    asks: ask("move", "unit", "moveReason"),
    moves: true,
  },
} as const satisfies Readonly<Record<string, Act>>;

/** What is left of the score after what was done. */
const residualOf = ({ residualProbability = "", residualSeverity = "" }: Answers) =>
  scoreOf({ probability: residualProbability, severity: residualSeverity });

/** What may be counted: the scores, how high the risk is now, and what became of it. */
function countsOf(answers: Answers, facts: Facts, { thresholds }: Rules): Answers {
  const [score, residual] = [scoreOf(answers), residualOf(answers)];
  const value = residual ?? score;
  const { dialogueOn, state } = facts;
  const year =
    dialogueOn && Number(String(dialogueOn).slice(0, 4)) + (answers.dialogueYear === "next" ? 1 : 0);
  return {
    ...(score && { score: String(score) }),
    ...(residual && { residualScore: String(residual) }),
    ...(value && { value: String(value), riskLevel: levelOf(value, thresholds) }),
    ...(year && answers.decision && { year: String(year) }),
    decided: answers.decision ? "yes" : "no",
    handled: state === "raised" || state === "assessed" ? "no" : "yes",
    reassessed: residual ? "yes" : "no",
    reduced: score && residual && residual < score ? "yes" : "no",
  };
}

/** What the score says where it is decided what to do: before, and after what was done. */
function adviceOf(answers: Answers, { thresholds }: Rules): readonly Advice[] {
  const [score, residual] = [scoreOf(answers), residualOf(answers)];
  if (!score) return [];
  const said = { score: String(score) };
  return [
    { key: levelOf(score, thresholds), with: said },
    ...(nearsLexSarah(answers, thresholds) || answers.leadsTo === "mistreatment"
      ? [{ key: "lexSarah", with: said }]
      : []),
    ...(residual
      ? [
          {
            key: "residual",
            with: { before: String(score), score: String(residual), level: levelOf(residual, thresholds) },
          },
        ]
      : []),
  ];
}

export const risk = {
  name: "risk",
  form: {
    fields: {
      // What could happen is what is read first.
      hazard: riskFields.hazard,
      feared: riskFields.feared,
      unit: { type: "unit", known: "person.unit" },
      // Known of the account, never answered: at a tablet nobody knows who raised it.
      shared: { type: "choice", options: ["no", "yes"], known: "person.shared" },
      saidBy: { type: "text", max: 100, optional: true },
      processName: riskFields.processName,
      suggestion: { ...text(800), optional: true },
      probability: { type: "choice", options: scale },
      severity: { type: "choice", options: scale },
      // How high it is by that: counted, never asked.
      riskLevel: { type: "choice", options: ["low", "medium", "high", "veryHigh"] },
      leadsTo: { type: "choice", options: leads },
      control: { type: "choice", options: controls },
      assignedTo: { type: "person" },
      handleBy: { type: "day", ahead: true },
      acceptReason: text(1500),
      residualProbability: { type: "choice", options: scale },
      residualSeverity: { type: "choice", options: scale },
      enough: { type: "choice", options: ["yes", "no"] },
      residualNote: { ...text(800), optional: true },
      reviewed: { type: "choice", options: ["same", "changed", "gone"] },
      decision: { type: "choice", options: ["commonSelfInspection", "action", "keep", "close"] },
      dialogueYear: { type: "choice", options: ["next", "this"] },
      dialogueNote: text(1000),
      feedback: text(1500),
      withdrawReason: { ...text(500), optional: true },
      liftReason: text(800),
      moveReason: text(500),
      reopenReason: text(800),
      ...actionFields,
    },
    steps: [
      { name: "feared", fields: ["feared"], press: "feared", page: "hazard" },
      { name: "saidBy", fields: ["saidBy"], page: "hazard", when: [{ field: "shared", is: "yes" }] },
      {
        name: "hazard",
        fields: ["unit", "hazard", "processName", "suggestion"],
        page: "hazard",
        sends: true,
      },
    ],
  },
  states,
  ended,
  holder: { field: "assignedTo", states: [...working, ...watched] },
  acts,
  guards: {
    settled: caseGuards.settled,
    lifted: caseGuards.lifted,
    unopened: caseGuards.unopened,
    /** Something has been done about it: what was called off is nothing (SOSFS 2011:9 5 kap.). */
    acted: {
      holds: ({ links }) => links.some(({ outcome }) => outcome !== undefined && outcome !== "void"),
      otherwise: "noAction",
    },
  },
  routes: [
    {
      desk: ["unitManager", "departmentManager", "director", "sas"],
      restricted: false,
      tells: [{ role: "unitManager" }],
    },
  ],
  deadlines: [
    { name: "assessed", while: ["raised"], days: "assessed" },
    { name: "handled", while: working, days: { field: "handleBy" } },
    {
      name: "reviewed",
      while: watched,
      review: true,
      days: { act: ["accept", "reassess", "review", "dialogue"], plus: "riskReviewed" },
    },
  ],
  advice: adviceOf,
  follows: { from: [...working, ...watched], open: "action", done: "residual", failed: "no" },
  settles: {
    void: ["withdrawn"],
    done: [],
    settled: [...watched, ...ended],
    outcome: ({ result, decision, enough }) =>
      typeof result === "string" && result
        ? result
        : decision === "close"
          ? "closed"
          : enough === "yes"
            ? "reduced"
            : "accepted",
  },
  nature: { field: "feared", unset: "other" },
  happened: [],
  facts: [
    ...["leadsTo", "probability", "severity", "residualProbability", "residualSeverity"],
    ...["control", "handleBy", "decision"],
  ],
  counts: countsOf,
  figures: riskFigures,
  uncounted: ["withdrawn"],
  // What was lowered has been assessed anew.
  implied: { reassessed: "reduced" },
  bonds: [
    [
      ...["probability", "severity", "riskLevel", "residualProbability", "residualSeverity"],
      ...["handled", "reassessed", "reduced", "state"],
    ],
    ["decision", "year", "decided"],
  ],
  possible: [
    ...fearedCodes.map((nature) => ({ nature })),
    ...leads.map((leadsTo) => ({ leadsTo })),
    ...controls.map((control) => ({ control })),
  ],
  readers: ["departmentManager", "director", "sas", "qualityCoordinator"],
  register: { by: "value", descending: true },
  yearly: ["assess", "change", "accept", "reassess", "review", "dialogue"],
  harm: [],
  own: [
    "probability",
    "severity",
    "control",
    "acceptReason",
    "residualProbability",
    "residualSeverity",
    "feedback",
  ],
  shelf: "standing",
  hears: true,
  law: () => ["managementSystem"],
} as const satisfies Kind;
