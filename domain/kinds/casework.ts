import type { Step } from "../form.ts";
import type { Act, DeadlineRule } from "../kind.ts";
import type { Answers } from "../record.ts";
import { actionSteps } from "./action.ts";
import type { caseFields } from "./case-fields.ts";
import { blamesRoutine, isLexSarah } from "./case-guards.ts";
import { breachCodes, seriousDegrees } from "./codes.ts";
import { riskSteps } from "./risk.ts";

/** What becomes of a deviation once it is reported: assessed, investigated, decided, mended, followed up. */

const ask = <N extends string>(name: N, ...fields: (keyof typeof caseFields | "unit")[]) =>
  [{ name, fields, page: name, sends: true }] as const satisfies readonly Step[];

/** Still somebody's to handle. */
const open = [
  "received",
  "assigned",
  "assessment",
  "investigation",
  "patientSafety",
  "lexSarah",
  "decision",
  "action",
  "followUp",
  "waiting",
] as const;
export const caseStates = [...open, "closed", "merged", "mistaken"] as const;
const working = ["assigned", "assessment", "investigation", "patientSafety", "lexSarah"] as const;
const early = ["received", "assigned", "assessment"] as const;
const mending = ["assessment", "action", "followUp"] as const;
const handlers = ["desk", "sas"] as const;
const investigators = ["desk", "investigator"] as const;

/** Who must act where that is not the route's desk. */
export const caseDesks = {
  decision: { decider: "degree" },
  patientSafety: { roles: ["mas", "mar"] },
} as const;

/** What the risk score proposes, where the track is chosen. */
const scoreAdvised = ["low", "medium", "high", "veryHigh", "lexSarah", "patientSafety"] as const;

/** What is not done is asked about again: no case is forgotten where it stands. */
const idle = {
  name: "goesOn",
  while: ["assessment", "investigation", "patientSafety", "lexSarah", "decision", "action", "followUp"],
  days: "idle",
} as const satisfies DeadlineRule;

export const caseDeadlines: readonly DeadlineRule[] = [
  {
    name: "lexAssessed",
    while: ["received", "assigned"],
    when: (answers) => isLexSarah(answers),
    days: "atOnce",
  },
  {
    name: "assessed",
    while: ["received", "assigned"],
    when: (answers) => !isLexSarah(answers) && answers.nature === "unsure",
    days: "atOnce",
  },
  {
    name: "assessed",
    while: ["received", "assigned"],
    when: (answers) => !isLexSarah(answers) && answers.nature !== "unsure",
    days: "assessed",
  },
  {
    name: "investigated",
    while: ["received", "assigned"],
    when: (answers) => !isLexSarah(answers),
    days: "investigated",
  },
  {
    name: "noticeSent",
    while: open,
    when: ({ notice, noticeSentOn }) => notice === "yes" && !noticeSentOn,
    days: { field: "noticeOn" },
  },
  {
    // What is serious is notified as soon as can be, whether or not anybody has decided that yet.
    name: "noticeSent",
    while: open,
    when: (answers) =>
      isLexSarah(answers) &&
      seriousDegrees.includes(String(answers.degree)) &&
      answers.notice !== "yes" &&
      !answers.noticeSentOn,
    days: { act: "decide" },
  },
  {
    name: "noticeSent",
    while: open,
    when: ({ mariaNotice, mariaSentOn }) => mariaNotice === "yes" && !mariaSentOn,
    days: { act: "decideSafety" },
  },
  {
    name: "breachReported",
    while: caseStates,
    met: "reportBreach",
    when: ({ code, breachNotified }) => breachCodes.includes(String(code)) && !breachNotified,
    // GDPR art. 33: 72 hours from when it became known.
    days: { hours: 72 },
  },
  idle,
];

export const caseActs = {
  takeOver: {
    from: open,
    who: ["desk"],
    on: ["dialog"],
    guards: ["free", "another"],
    takes: true,
  },
  assess: {
    from: early,
    to: [
      { when: { field: "track", is: "lexSarah" }, to: "received" },
      { when: { field: "next", is: "investigation" }, to: "investigation" },
      { when: { field: "next", is: "action" }, to: "action" },
      { to: "assessment" },
    ],
    who: ["desk"],
    on: ["case"],
    guards: ["ordinary", "free"],
    takes: true,
    routes: true,
    cites: true,
    asks: [
      { name: "ground", fields: ["ground", "routine", "law"], page: "ground" },
      { name: "codes", fields: ["code", "cause"], page: "ground" },
      { name: "risk", fields: ["probability", "severity"], page: "risk" },
      {
        name: "track",
        fields: ["track", "trackReason"],
        page: "track",
        advised: scoreAdvised,
      },
      {
        name: "next",
        fields: ["next"],
        page: "next",
        sends: true,
        when: [{ field: "track", is: "ordinary" }],
      },
    ],
    tells: [{ who: "reporter" }, { role: "mas" }, { role: "mar" }],
  },
  lexAssess: {
    from: ["received", "assigned"],
    to: [{ when: { field: "track", is: "lexSarah" }, to: "lexSarah" }, { to: "received" }],
    who: ["desk"],
    on: ["case"],
    guards: ["lexSarah", "free"],
    takes: true,
    routes: true,
    cites: true,
    asks: [
      {
        name: "lexTrack",
        fields: ["track"],
        press: "track",
        page: "lexTrack",
        advised: scoreAdvised,
      },
      {
        name: "outside",
        fields: ["scope"],
        page: "lexReason",
        when: [{ field: "track", is: "ordinary" }],
      },
      { name: "lexReason", fields: ["trackReason"], page: "lexReason", sends: true },
    ],
    tells: [{ who: "reporter" }],
  },
  appoint: {
    from: [...working, "waiting"],
    who: handlers,
    on: ["dialog"],
    guards: ["free"],
    asks: ask("appoint", "investigator"),
    joins: { field: "investigator", part: "investigator", others: true },
    tells: [{ field: "investigator" }],
  },
  write: {
    from: ["investigation", "patientSafety", "lexSarah", "decision", "waiting"],
    who: investigators,
    on: ["case"],
    guards: ["free"],
    writes: true,
    freely: true,
    asks: ask("write", "heading", "writtenOn", "noteSource", "standing", "note"),
  },
  conclude: {
    from: ["investigation"],
    to: [
      { when: { field: "next", is: "action" }, to: "action" },
      { when: { field: "next", is: "nothing" }, to: "assessment" },
    ],
    who: investigators,
    on: ["dialog"],
    guards: ["free"],
    cites: true,
    asks: ask("conclude", "conclusion", "cause", "next"),
  },
  propose: {
    from: ["lexSarah"],
    to: "decision",
    who: investigators,
    on: ["dialog"],
    guards: ["free", "basis"],
    cites: true,
    asks: ask("propose", "proposedDegree", "proposalReason"),
    tells: [{ who: "desk" }],
  },
  sendBack: {
    from: ["decision"],
    to: "lexSarah",
    who: ["desk"],
    on: ["dialog"],
    guards: ["free"],
    asks: ask("sendBack", "sendBackReason"),
  },
  decide: {
    from: ["decision"],
    to: "action",
    who: ["desk"],
    on: ["case"],
    guards: ["free"],
    cites: true,
    asks: ask("decide", "degree", "degreeReason"),
    shows: ["proposedDegree", "proposalReason"],
    tells: [
      { who: "reporter" },
      { role: "unitManager" },
      { role: "director" },
      { role: "departmentManager" },
    ],
  },
  proposeNotice: {
    from: open,
    who: ["sas", "desk", "investigator"],
    on: ["dialog"],
    guards: ["lexSarah", "free", "noticeOpen", "othersDecide"],
    asks: ask("proposeNotice", "noticeProposal"),
    alerts: "ivo",
  },
  decideNotice: {
    from: open,
    who: ["noticeDecider"],
    on: ["case"],
    guards: ["lexSarah", "free", "noticeOpen"],
    cites: true,
    shows: ["noticeProposal", "proposedDegree", "proposalReason"],
    asks: ask("decideNotice", "notice", "noticeBasis", "noticeOn", "noticeParagraph", "noticeReason"),
    tells: [{ role: "sas", atOnce: true }, { who: "desk" }],
  },
  recordNotice: {
    from: open,
    who: ["sas", "desk", "noticeDecider"],
    on: ["dialog"],
    guards: ["toBeSent", "free"],
    asks: ask("recordNotice", "noticeSentOn", "ivoNumber", "diaryNumber"),
    tells: [{ role: "director" }],
  },
  ivoAnswered: {
    from: [...open, "closed"],
    who: handlers,
    on: ["dialog"],
    guards: ["sent", "free"],
    asks: ask("ivoAnswered", "ivoAnsweredOn", "ivoOutcome"),
    tells: [{ role: "unitManager" }, { role: "director" }],
  },
  // Also for whoever has a conflict of interest: what cannot wait (förvaltningslagen 17 §).
  secureNow: {
    from: open,
    who: ["manager", "helper", "desk", "sas", "chain"],
    on: ["dialog"],
    freely: true,
    stops: true,
    asks: ask("secureNow", "secured"),
    tells: [{ role: "sas" }],
  },
  takeForSafety: {
    from: ["received", "assigned", "assessment", "investigation", "action"],
    to: "patientSafety",
    who: ["patientSafety"],
    on: ["case"],
    guards: ["health", "ordinary", "unguarded", "free"],
    takes: true,
  },
  decideSafety: {
    from: ["patientSafety"],
    // What nobody had assessed before goes back for that.
    to: [{ when: { field: "track", is: "ordinary" }, to: "action" }, { to: "assigned" }],
    who: ["desk"],
    on: ["dialog"],
    guards: ["free"],
    cites: true,
    asks: ask("decideSafety", "injury", "mariaNotice", "mariaReason"),
    tells: [{ role: "unitManager" }, { who: "reporter" }],
  },
  recordMaria: {
    from: open,
    who: ["patientSafety", "desk", "sas"],
    on: ["dialog"],
    guards: ["mariaToBeSent", "free"],
    asks: ask("recordMaria", "mariaSentOn", "mariaNumber", "diaryNumber"),
  },
  reportBreach: {
    from: caseStates,
    who: ["dataProtection"],
    on: ["case"],
    guards: ["free"],
    freely: true,
    asks: ask("reportBreach", "breachNotified", "breachOn", "breachReason"),
  },
  addAction: {
    from: ["investigation", "patientSafety", "lexSarah", "decision", "waiting", ...mending],
    who: ["desk"],
    on: ["case"],
    guards: ["free"],
    makes: {
      kind: "action",
      answers: (answers) => ({ source: isLexSarah(answers) ? "lexSarah" : "deviation" }),
    },
    proposes: (answers): Answers => (blamesRoutine(answers) ? { actionType: "routine" } : {}),
    asks: actionSteps,
  },
  // What may happen again is followed as a risk, and the case waits until it is accepted or lowered.
  liftRisk: {
    from: mending,
    who: ["desk"],
    on: ["dialog"],
    guards: ["mayHappen", "ordinary", "unguarded", "free"],
    makes: {
      kind: "risk",
      answers: ({ probability, severity }): Answers => ({
        ...(probability && { probability }),
        ...(severity && { severity }),
      }),
    },
    asks: riskSteps,
  },
  close: {
    from: mending,
    to: "closed",
    who: ["desk"],
    on: ["case"],
    guards: ["free", "planned", "settled", "effective", "investigated", "noticed"],
    asks: ask("close", "feedback"),
    tells: [{ who: "reporter" }],
  },
  reopen: {
    from: ["closed", "mistaken", "merged"],
    to: [
      { when: { field: "track", is: "lexSarah" }, to: "lexSarah" },
      { when: { field: "track", is: "ordinary" }, to: "assessment" },
      // Never assessed: it begins there.
      { to: "received" },
    ],
    who: handlers,
    on: ["dialog"],
    guards: ["free"],
    asks: ask("reopen", "reopenReason"),
    tells: [{ who: "desk" }],
  },
  ask: {
    from: [...early, "investigation", "patientSafety", "lexSarah"],
    to: "waiting",
    who: investigators,
    on: ["dialog"],
    guards: ["free"],
    clears: ["reply"],
    asks: ask("question", "question"),
    tells: [{ who: "reporter" }],
  },
  reply: {
    from: ["waiting"],
    to: { back: true },
    who: ["reporter"],
    on: ["receipt", "dialog"],
    shows: ["question"],
    asks: ask("reply", "reply"),
    tells: [{ who: "desk" }],
  },
  goOn: {
    from: ["waiting"],
    to: { back: true },
    who: investigators,
    on: ["dialog"],
    guards: ["free"],
  },
  lift: {
    from: open,
    who: ["desk"],
    on: ["dialog"],
    guards: ["free"],
    asks: ask("lift", "liftReason"),
    lifts: "up",
  },
  lower: {
    from: open,
    who: ["desk"],
    on: ["dialog"],
    guards: ["free", "lifted"],
    asks: ask("lower", "liftReason"),
    lifts: "down",
  },
  move: {
    from: [...early, "waiting"],
    to: "received",
    who: ["desk"],
    on: ["dialog"],
    guards: ["free"],
    asks: ask("move", "unit", "moveReason"),
    moves: true,
    tells: [{ role: "sas" }],
  },
  recuse: {
    from: open,
    who: ["desk", "investigator"],
    on: ["dialog"],
    guards: ["free"],
    bars: true,
    asks: ask("recuse", "conflictReason"),
  },
  hide: {
    from: open,
    who: ["sas"],
    on: ["dialog"],
    guards: ["free"],
    hides: "hidden",
    asks: ask("hide", "hidden", "hideReason"),
  },
  nameHelper: {
    from: open,
    who: handlers,
    on: ["dialog"],
    guards: ["hidden", "free"],
    asks: ask("nameHelper", "helper"),
    joins: { field: "helper", part: "helper" },
    tells: [{ field: "helper", atOnce: true }],
  },
  endHiding: {
    from: open,
    who: handlers,
    on: ["dialog"],
    guards: ["roleHidden", "free"],
    unhides: "roles",
    // No card: whoever ended it now talks to the one it is about.
    asks: ask("endHiding", "endReason"),
  },
  endNamed: {
    from: open,
    who: ["sas"],
    on: ["dialog"],
    guards: ["nameHidden", "free"],
    unhides: "names",
    asks: ask("endNamed", "endReason"),
  },
  suspect: {
    from: ["assessment", "investigation", "patientSafety", "action", "followUp", "received", "assigned"],
    to: "received",
    who: ["desk", "sas", "investigator", "patientSafety"],
    on: ["dialog"],
    guards: ["ordinary", "free"],
    cites: true,
    routes: true,
    keeps: () => ({ track: "lexSarah" }),
    asks: ask("suspect", "suspicion"),
    tells: [{ who: "reporter" }, { role: "unitManager", atOnce: true }],
  },
  reconsider: {
    from: ["action", "followUp"],
    to: "decision",
    who: handlers,
    on: ["dialog"],
    guards: ["lexSarah", "free"],
    // What was decided on the notice stands: that is another decision, often of others.
    clears: ["degree"],
    asks: ask("reconsider", "reconsiderReason"),
  },
  merge: {
    from: [...early, "investigation", "action"],
    to: "merged",
    who: ["desk"],
    on: ["dialog"],
    guards: ["ordinary", "unguarded", "free", "settled", "noticed"],
    refers: "mergeWith",
    asks: ask("merge", "mergeWith"),
    tells: [{ who: "reporter" }],
  },
  mistaken: {
    from: early,
    to: "mistaken",
    who: ["desk"],
    on: ["dialog"],
    guards: ["ordinary", "free", "settled", "noticed"],
    asks: ask("mistaken", "mistakenReason"),
    tells: [{ who: "reporter" }],
  },
} as const satisfies Readonly<Record<string, Act>>;
