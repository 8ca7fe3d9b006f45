import type { action, actionFields } from "#domain/kinds/action";
import type { FieldWords, WordsOf } from "./words.ts";

export const actionTypeWords = {
  direct: "Direkt åtgärd",
  information: "Information eller APT",
  training: "Utbildning",
  routine: "Ny eller ändrad rutin",
  staffing: "Bemanning",
  technology: "Teknik eller utrustning",
  cooperation: "Samarbete med andra",
  selfInspection: "Egenkontroll",
  none: "Ingen åtgärd, med skäl",
} as const;

/** Shared with the kinds whose cases give rise to actions. */
export const actionFieldWords = {
  plan: {
    label: "Vad ska göras?",
    hint: "Väljer ni att inte göra något: skriv varför. Skriv inga namn eller personnummer.",
    read: "Åtgärd",
  },
  owner: { label: "Vem ska göra det?", read: "Ansvarig" },
  due: { label: "När ska det vara klart?", read: "Klart senast" },
  followOn: { label: "När ska ni se om det hjälpte?", read: "Följs upp" },
  actionType: { label: "Vilken sorts åtgärd är det?", read: "Sorts åtgärd", options: actionTypeWords },
  strength: {
    label: "Hur säkert hindrar den att det händer igen?",
    read: "Styrka",
    options: {
      weak: "Svagt: den bygger på att folk minns",
      medium: "Ganska säkert: den gör det lättare att göra rätt",
      strong: "Säkert: det blir svårt att göra fel",
    },
  },
  level: {
    label: "På vilken nivå görs den?",
    read: "Nivå",
    options: {
      unit: "Enhet",
      section: "Sektion",
      department: "Avdelning",
      organisation: "Hela förvaltningen",
      committee: "Nämnd",
    },
  },
  process: { label: "Vilken process hör den till?", read: "Process" },
} as const satisfies { [F in keyof typeof actionFields]: FieldWords<(typeof actionFields)[F]> };

export const actionStepWords = {
  plan: { title: "Åtgärd" },
  sort: { title: "Sorts åtgärd" },
} as const;

export const actionWords = {
  name: "åtgärd",
  title: "Ny åtgärd",
  commands: ["åtgärd", "ny åtgärd"],
  begin: "Ny åtgärd",
  card: {
    fresh: "Åtgärd att göra",
    taken: "Åtgärd",
    ended: "Avslutad åtgärd",
    begun: "Beslutad",
    received: "Åtgärden beslutades",
  },
  receipt: {
    title: "Åtgärden är sparad",
    told: "Den som ska göra åtgärden får ett kort. Här ser du hur det går.",
    ended: "Åtgärden är avslutad",
    read: "Öppna åtgärden",
  },
  fields: {
    unit: { label: "Vilken enhet gäller den?", read: "Enhet" },
    source: {
      label: "Vad gav upphov till den?",
      read: "Kommer från",
      options: {
        deviation: "En avvikelse",
        lexSarah: "En lex Sarah-utredning",
        complaint: "Synpunkt eller klagomål",
        selfInspection: "Egenkontroll",
        risk: "Riskanalys",
        compilation: "Sammanställning",
        proposal: "Ett förslag",
        nonCompliance: "Rutinen följs inte",
        meeting: "Möte eller dialog",
        other: "Annat",
      },
    },
    ...actionFieldWords,
    doneNote: { label: "Något att berätta om hur det gick?", read: "När den gjordes" },
    effect: {
      label: "Hjälpte åtgärden?",
      read: "Effekt",
      options: { yes: "Ja", partly: "Delvis", no: "Nej" },
    },
    effectHow: { label: "Hur vet ni det?", read: "Så vet vi" },
    changeReason: { label: "Varför?", read: "Skäl till ändring" },
  },
  steps: {
    source: { title: "Var och varför" },
    ...actionStepWords,
    finish: { title: "Klart" },
    effect: { title: "Hjälpte det?", text: "Svarar du nej är frågan öppen igen: något annat behöver göras." },
    change: { title: "Ändra åtgärden" },
    postpone: { title: "Ny dag för uppföljning" },
    cancel: { title: "Gör den inte", text: "Åtgärden tas bort från listorna, men finns kvar i ärendet." },
  },
  acts: {
    open: { label: "Öppna", done: "öppnade åtgärden" },
    finish: { label: "Det är gjort", send: "Klart", done: "gjorde klart åtgärden" },
    followUp: { label: "Följ upp", send: "Spara", done: "följde upp åtgärden" },
    change: { label: "Ändra", send: "Spara", done: "ändrade åtgärden" },
    postpone: { label: "Skjut upp uppföljningen", send: "Spara", done: "sköt upp uppföljningen" },
    cancel: { label: "Ta bort åtgärden", send: "Ta bort", done: "tog bort åtgärden" },
  },
  states: {
    planned: "Ska göras",
    done: "Gjord, ska följas upp",
    followed: "Uppföljd",
    noEffect: "Uppföljd: hjälpte inte",
    cancelled: "Borttagen",
  },
  natures: {
    direct: { type: "Åtgärd: direkt" },
    information: { type: "Åtgärd: information" },
    training: { type: "Åtgärd: utbildning" },
    routine: { type: "Åtgärd: rutin" },
    staffing: { type: "Åtgärd: bemanning" },
    technology: { type: "Åtgärd: teknik" },
    cooperation: { type: "Åtgärd: samarbete" },
    selfInspection: { type: "Åtgärd: egenkontroll" },
    none: { type: "Beslut att inte göra något" },
  },
  deadlines: { done: "Ska vara klar", followed: "Ska följas upp" },
} as const satisfies WordsOf<typeof action>;
