import type { Form, Step } from "../form.ts";
import type { Act, Advice, DeadlineRule, Guard, Rules } from "../kind.ts";
import type { Answers, Entry } from "../record.ts";
import { actionFields, actionSteps } from "./action.ts";
import { breachCodes, categoryCodes, causeCodes, degrees, headings, seriousDegrees } from "./codes.ts";

/** What becomes of a deviation once it is reported: assessed, investigated, decided, mended, followed up. */

const yesNo = ["yes", "no"] as const;
const scale = ["1", "2", "3", "4"] as const;
const text = (max: number) => ({ type: "text", max, multiline: true }) as const;

export const caseFields = {
  ground: { type: "choice", options: ["law", "goal", "routine", "none"] },
  routine: { type: "text", max: 200, optional: true },
  code: { type: "choice", options: categoryCodes },
  cause: { type: "choice", many: true, options: causeCodes },
  probability: { type: "choice", options: scale },
  severity: { type: "choice", options: scale },
  track: { type: "choice", options: ["ordinary", "lexSarah"] },
  trackReason: text(1500),
  scope: { type: "choice", options: ["otherLaw", "otherOperation", "notRecipient"] },
  next: { type: "choice", options: ["action", "investigation", "nothing"] },
  conclusion: text(2500),
  investigator: { type: "person" },
  heading: { type: "choice", options: headings },
  writtenOn: { type: "day" },
  noteSource: { type: "text", max: 200 },
  standing: { type: "choice", options: ["fact", "assessment"] },
  note: text(2500),
  proposedDegree: { type: "choice", options: degrees },
  proposalReason: text(2500),
  degree: { type: "choice", options: degrees },
  degreeReason: text(2500),
  sendBackReason: text(1000),
  noticeProposal: text(1500),
  notice: { type: "choice", options: yesNo },
  noticeBasis: { type: "choice", options: ["delegation", "meeting", "chair"] },
  noticeOn: { type: "day" },
  noticeParagraph: { type: "text", max: 40, optional: true },
  noticeReason: text(1500),
  noticeSentOn: { type: "day" },
  ivoNumber: { type: "text", max: 40, optional: true },
  diaryNumber: { type: "text", max: 40, optional: true },
  ivoAnsweredOn: { type: "day" },
  ivoOutcome: { type: "choice", options: ["closed", "measures", "inspection"] },
  injury: { type: "choice", options: ["none", "injury", "serious"] },
  mariaNotice: { type: "choice", options: yesNo },
  mariaReason: text(2000),
  mariaSentOn: { type: "day" },
  mariaNumber: { type: "text", max: 40, optional: true },
  breachNotified: { type: "choice", options: yesNo },
  breachOn: { type: "day" },
  breachReason: text(1000),
  secured: text(800),
  helper: { type: "person" },
  hidden: { type: "person" },
  hideReason: text(800),
  endReason: text(800),
  conflictReason: { type: "text", max: 500, multiline: true, optional: true },
  liftReason: text(800),
  moveReason: text(500),
  question: text(800),
  reply: text(1500),
  mergeWith: { type: "text", max: 20 },
  mistakenReason: text(500),
  reopenReason: text(800),
  reconsiderReason: text(1500),
  suspicion: text(1500),
  feedback: text(1500),
  ...actionFields,
} as const satisfies Form["fields"];

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
      { name: "track", fields: ["track", "trackReason"], page: "track", advised: true },
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
      { name: "lexTrack", fields: ["track"], press: "track", page: "lexTrack", advised: true },
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
    from: working,
    who: handlers,
    on: ["dialog"],
    guards: ["free"],
    asks: ask("appoint", "investigator"),
    joins: { field: "investigator", part: "investigator" },
    tells: [{ field: "investigator" }],
  },
  write: {
    from: ["investigation", "patientSafety", "lexSarah", "decision"],
    who: investigators,
    on: ["dialog"],
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
    from: ["investigation", "patientSafety", "lexSarah", "decision", ...mending],
    who: ["desk"],
    on: ["case"],
    guards: ["free"],
    makes: {
      kind: "action",
      answers: (answers) => ({ source: isLexSarah(answers) ? "lexSarah" : "deviation" }),
    },
    asks: actionSteps,
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
    tells: [{ who: "reporter" }],
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

/** Whether a case is handled as lex Sarah: reported so and not found otherwise, or found so. */
export function isLexSarah({ nature, track }: Answers): boolean {
  return track === "lexSarah" || (nature === "mistreatment" && track !== "ordinary");
}

/** Was reported or found to be lex Sarah at any time: the committee's list has it, whatever came of it. */
export function wasLexSarah(answers: Answers): boolean {
  return Object.entries(answers).some(
    ([name, answer]) =>
      (/^nature(@|$)/.test(name) && answer === "mistreatment") ||
      (/^track(@|$)/.test(name) && answer === "lexSarah"),
  );
}

/** What has been decided to do, save what came to nothing. */
const actionsOf = ({ links }: Entry) =>
  links.filter(({ kind, outcome }) => kind === "action" && outcome !== "void");

const happened = (entry: Entry, act: string) => entry.history.some((event) => event.act === act);

export const caseGuards = {
  ordinary: { holds: ({ answers }) => !isLexSarah(answers), otherwise: "lexSarah" },
  lexSarah: { holds: ({ answers }) => isLexSarah(answers), otherwise: "notLexSarah" },
  /** No conflict of interest (förvaltningslagen 16 §). */
  free: { holds: ({ barred }, by) => !barred.includes(by), otherwise: "barred" },
  untaken: { holds: ({ taker }) => taker === undefined, otherwise: "notAllowed" },
  /** A case that nobody has taken is taken by its own button as long as it is new. */
  another: {
    holds: ({ taker, state }, by) => taker !== by && (taker !== undefined || state !== caseStates[0]),
    otherwise: "alreadyYours",
  },
  /** Everything the investigation must hold but its decision has been written. */
  basis: {
    holds: ({ parts }) =>
      headings.every((heading) => parts.some(({ answers }) => answers.heading === heading)),
    otherwise: "incompleteBasis",
  },
  /** That it is not notified can be decided anew, when more is known; that it is, stands. */
  noticeOpen: { holds: ({ answers }) => answers.notice !== "yes", otherwise: "alreadyDecided" },
  othersDecide: {
    holds: (_entry, _by, { deciders }) => deciders.ivo !== "sas",
    otherwise: "notAllowed",
  },
  toBeSent: {
    // The authority's number comes later than the notice: it can be filled in then.
    holds: ({ answers, sealed }) =>
      answers.notice === "yes" && (!answers.noticeSentOn || !("ivoNumber" in sealed)),
    otherwise: "notDecided",
  },
  sent: { holds: ({ answers }) => answers.noticeSentOn !== undefined, otherwise: "notDecided" },
  health: { holds: ({ answers }) => answers.law === "hsl", otherwise: "notAllowed" },
  mariaToBeSent: {
    holds: ({ answers, sealed }) =>
      answers.mariaNotice === "yes" && (!answers.mariaSentOn || !("mariaNumber" in sealed)),
    otherwise: "notDecided",
  },
  lifted: { holds: ({ lifted }) => lifted.length > 0, otherwise: "noOneBelow" },
  hidden: {
    holds: ({ hiddenFrom, hides }) => hiddenFrom.length > 0 || hides.length > 0,
    otherwise: "nothingHidden",
  },
  unguarded: {
    holds: ({ hiddenFrom, hides }) => hiddenFrom.length === 0 && hides.length === 0,
    otherwise: "guardedCase",
  },
  roleHidden: { holds: ({ hides }) => hides.length > 0, otherwise: "nothingHidden" },
  nameHidden: {
    holds: ({ hiddenFrom, answers }) => hiddenFrom.includes(String(answers.hidden) as never),
    otherwise: "nothingHidden",
  },
  /** What the assessment said would be done has been planned. */
  planned: {
    holds: (entry) =>
      actionsOf(entry).length > 0 ||
      (entry.answers.next !== "action" && (entry.answers.degree ?? "none") === "none"),
    otherwise: "noAction",
  },
  settled: {
    holds: ({ links }) => links.every(({ state }) => state === "settled"),
    otherwise: "notYetEnded",
  },
  /** The last thing done had effect, or what comes instead has been decided. */
  effective: {
    holds: (entry) => actionsOf(entry).at(-1)?.outcome !== "no",
    otherwise: "noEffect",
  },
  /** No lex Sarah report ends without an investigation or a reasoned refusal (SoL 27 kap. 5 §). */
  investigated: {
    holds: (entry) =>
      !isLexSarah(entry.answers) || (happened(entry, "decide") && Boolean(entry.answers.degree)),
    otherwise: "notInvestigated",
  },
  /** What is serious has been notified (SoL 27 kap. 6 §). */
  noticed: {
    holds: ({ answers }) => {
      const serious = isLexSarah(answers) && seriousDegrees.includes(String(answers.degree));
      const sarah = serious || answers.notice === "yes";
      return (
        (!sarah || Boolean(answers.noticeSentOn)) &&
        (answers.mariaNotice !== "yes" || Boolean(answers.mariaSentOn))
      );
    },
    otherwise: "noticeMissing",
  },
} as const satisfies Readonly<Record<string, Guard>>;

/** Risk score: probability times consequence, 1 to 16; undefined until both are given. */
export function scoreOf({ probability, severity }: Answers): number | undefined {
  const score = Number(probability) * Number(severity);
  return score > 0 ? score : undefined;
}

/** Health care is brought to those who answer for patient safety, a breach to whoever answers for personal data. */
export function caseAlerts({ law, code }: Answers): readonly string[] {
  return [
    ...(law === "hsl" ? ["mas", "mar"] : []),
    ...(breachCodes.includes(String(code)) ? ["dataProtectionOfficer"] : []),
  ];
}

/** What the figures so far propose. They never decide. */
export function caseAdvice(answers: Answers, { thresholds }: Rules): readonly Advice[] {
  const score = scoreOf(answers);
  if (score === undefined) return [];
  const { medium, high, veryHigh, lexSarah, hsl } = thresholds;
  const level = score >= veryHigh ? "veryHigh" : score >= high ? "high" : score >= medium ? "medium" : "low";
  const value = { score: String(score) };
  const overLexSarah =
    lexSarah && score >= lexSarah.score && Number(answers.severity) >= lexSarah.consequence;
  return [
    { key: level, with: value },
    ...(overLexSarah ? [{ key: "lexSarah", with: value }] : []),
    ...(answers.law === "hsl" && score >= hsl ? [{ key: "patientSafety", with: value }] : []),
  ];
}
