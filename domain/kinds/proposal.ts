import { proposalFigures } from "../figures/proposal.ts";
import { ask, type Step } from "../form.ts";
import type { Act, Kind } from "../kind.ts";
import type { Answers } from "../record.ts";
import { actionFields, actionSteps } from "./action.ts";
import { caseGuards } from "./case-guards.ts";

/**
 * A proposal for improvement: answered by the manager, or lifted to whoever decides for all units, and then anchored
 * with those it concerns. It comes from anybody, or out of a complaint, a routine that does not work, a meeting.
 */

const text = (max: number) => ({ type: "text", max, multiline: true }) as const;

/** Shared with the kinds whose cases give rise to proposals. */
export const proposalFields = {
  proposal: text(1500),
  benefit: { ...text(800), optional: true },
  processName: { type: "text", max: 120, open: true, optional: true },
} as const;

export const proposalSteps = [
  { name: "proposal", fields: ["proposal", "benefit", "processName"], page: "proposal", sends: true },
] as const satisfies readonly Step[];

/** Where it comes from. */
const sources = ["staff", "meeting", "complaint", "routine"] as const;

/** Not yet answered. */
const early = ["received", "considering"] as const;
const decided = ["anchoring", "adopting"] as const;
const open = [...early, "lifted", ...decided] as const;
const ended = ["adopted", "common", "declined", "withdrawn"] as const;
const states = [...open, ...ended] as const;

const acts = {
  take: {
    from: ["received"],
    to: "considering",
    who: ["desk"],
    on: ["case"],
    guards: ["untaken"],
    takes: true,
  },
  open: {
    from: states,
    who: ["reporter", "desk", "manager", "sas", "reader", "leader"],
    on: [],
    quiet: true,
  },
  wrongUnit: {
    from: ["received"],
    who: ["reporter"],
    on: ["receipt", "dialog"],
    guards: ["unopened"],
    asks: ask("unit", "unit"),
    moves: true,
    routes: true,
  },
  withdraw: {
    from: early,
    to: "withdrawn",
    who: ["reporter"],
    on: ["receipt", "dialog"],
    asks: ask("withdraw", "withdrawReason"),
  },
  // Also a yes can be thought over again, until it is carried out.
  answer: {
    from: [...early, "adopting"],
    to: [{ when: { field: "decision", is: "decline" }, to: "declined" }, { to: "adopting" }],
    who: ["desk"],
    on: ["case"],
    takes: true,
    asks: ask("answer", "decision", "answer"),
    tells: [{ who: "reporter" }],
  },
  lift: {
    from: [...early, "lifted"],
    to: "lifted",
    who: ["desk"],
    on: ["case"],
    asks: ask("lift", "liftReason"),
    shows: ["proposal", "benefit"],
    lifts: "up",
    tells: [{ who: "reporter" }],
  },
  decideScope: {
    from: ["lifted"],
    to: [
      { when: { field: "appliesTo", is: "all" }, to: "anchoring" },
      { when: { field: "appliesTo", is: "none" }, to: "declined" },
      // Back to the unit, which carries it out there.
      { to: "adopting" },
    ],
    who: ["desk"],
    on: ["case"],
    asks: ask("decideScope", "appliesTo", "scopeReason"),
    shows: ["proposal", "benefit", "liftReason"],
    tells: [{ who: "reporter" }, { role: "unitManager" }],
  },
  anchor: {
    from: decided,
    who: ["desk"],
    on: ["case"],
    asks: ask("anchor", "forum", "anchoredOn", "anchorNote"),
    writes: true,
    freely: true,
  },
  addAction: {
    from: ["considering", "lifted", ...decided],
    who: ["desk"],
    on: ["dialog"],
    asks: actionSteps,
    makes: { kind: "action", answers: () => ({ source: "proposal" }) },
  },
  adopt: {
    from: decided,
    to: [{ when: { field: "appliesTo", is: "all" }, to: "common" }, { to: "adopted" }],
    who: ["desk"],
    on: ["case"],
    guards: ["anchored", "settled"],
    asks: ask("adopt", "appliesFrom", "introduced"),
    // Managers of other units read of it only when it is theirs too: see `spreads`.
    tells: [{ who: "reporter" }, { role: "unitManager", below: true }],
  },
  move: {
    from: early,
    to: "received",
    who: ["desk"],
    on: ["dialog"],
    asks: ask("move", "unit", "moveReason"),
    moves: true,
  },
  reopen: {
    from: ["declined", "adopted", "common"],
    to: "considering",
    who: ["desk"],
    on: ["dialog"],
    clears: ["decision", "appliesTo"],
    asks: ask("reopen", "reopenReason"),
    tells: [{ who: "reporter" }],
  },
} as const satisfies Readonly<Record<string, Act>>;

/** What came of it so far. */
function outcomeOf({ decision, appliesTo }: Answers): "adopted" | "common" | "declined" | "unanswered" {
  if (appliesTo === "all") return "common";
  if (appliesTo === "none" || decision === "decline") return "declined";
  return decision || appliesTo ? "adopted" : "unanswered";
}

export const proposal = {
  name: "proposal",
  form: {
    fields: {
      unit: { type: "unit", known: "person.unit" },
      // Known of the account, never answered: at a tablet nobody knows whose proposal it is.
      shared: { type: "choice", options: ["no", "yes"], known: "person.shared" },
      saidBy: { type: "text", max: 100, optional: true },
      ...proposalFields,
      source: {
        type: "choice",
        options: sources,
        optional: true,
        dialogOnly: true,
      },
      routineName: { type: "text", max: 200, open: true, optional: true },
      decision: { type: "choice", options: ["adopt", "decline"] },
      answer: text(1500),
      liftReason: text(800),
      appliesTo: { type: "choice", options: ["all", "unit", "none"] },
      scopeReason: text(1500),
      forum: { type: "choice", options: ["cooperation", "staffMeeting", "qualityCouncil", "other"] },
      anchoredOn: { type: "day", known: "today" },
      anchorNote: { ...text(800), optional: true },
      appliesFrom: { type: "day", since: "today" },
      introduced: text(1500),
      withdrawReason: { ...text(500), optional: true },
      moveReason: text(500),
      reopenReason: text(800),
      // What became of it: counted, never asked.
      outcome: { type: "choice", options: ["adopted", "common", "declined", "unanswered"] },
      ...actionFields,
    },
    steps: [
      { name: "saidBy", fields: ["saidBy"], page: "saidBy", when: [{ field: "shared", is: "yes" }] },
      {
        name: "proposal",
        fields: ["unit", ...proposalSteps[0].fields, "source"],
        page: "proposal",
        sends: true,
      },
    ],
  },
  states,
  ended,
  // What is to be done at the unit only, its manager does, wherever it was decided.
  desks: { adopting: { roles: ["unitManager", "departmentManager", "director", "sas"] } },
  acts,
  guards: {
    untaken: caseGuards.untaken,
    settled: caseGuards.settled,
    unopened: caseGuards.unopened,
    /** What is to apply to all has been talked through with those it concerns. */
    anchored: {
      holds: ({ answers, parts }) => answers.appliesTo !== "all" || parts.some(({ act }) => act === "anchor"),
      otherwise: "notAnchored",
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
    { name: "answered", while: early, days: { working: "answered" } },
    { name: "goesOn", while: ["lifted", ...decided], days: "idle" },
  ],
  // Whoever it grew out of has its answer once it is decided; carrying it out is another matter.
  settles: {
    void: ["withdrawn"],
    done: [],
    settled: [...decided, ...ended],
    outcome: (answers) => (outcomeOf(answers) === "declined" ? "declined" : "adopted"),
  },
  nature: { field: "source", unset: "staff" },
  happened: [],
  facts: ["decision", "appliesTo", "routineName"],
  counts: (answers, facts) => ({
    outcome: outcomeOf(answers),
    answered: outcomeOf(answers) === "unanswered" ? "no" : "yes",
    lifted: facts.liftOn ? "yes" : "no",
  }),
  figures: proposalFigures,
  uncounted: ["withdrawn"],
  bonds: [["outcome", "answered", "lifted"]],
  possible: [
    ...sources.map((nature) => ({ nature })),
    { outcome: "unanswered", answered: "no", lifted: "no" },
    { outcome: "unanswered", answered: "no", lifted: "yes" },
    { outcome: "common", answered: "yes", lifted: "yes" },
    ...["adopted", "declined"].flatMap((outcome) =>
      ["yes", "no"].map((lifted) => ({ outcome, answered: "yes", lifted })),
    ),
  ],
  // What must be answered first stands first.
  register: { by: "due" },
  readers: ["departmentManager", "director", "sas", "qualityCoordinator"],
  spreads: { in: ["common"], to: ["unitManager"] },
  harm: [],
  early,
  own: ["answer", "scopeReason", "introduced", "appliesFrom"],
  shelf: "halfYear",
  law: () => ["managementSystem"],
} as const satisfies Kind;
