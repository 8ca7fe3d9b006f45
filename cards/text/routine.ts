import type { routine } from "#domain/kinds/routine";
import type { Facts } from "#domain/record";
import { actionFieldWords, actionStepWords } from "./action.ts";
import { proposalFieldWords, proposalStepWords } from "./proposal.ts";
import { roleNames } from "./sv.ts";
import type { WordsOf } from "./words.ts";

/** The words of a process and its routines. */

const { unitManager, departmentManager, director, sas, mas, mar, qualityCoordinator } = roleNames;

const levels = {
  policy: "Policy",
  guideline: "Riktlinje",
  routine: "Rutin för hela verksamheten",
  local: "Lokal rutin",
} as const;

export const routineWords = {
  name: "rutin",
  title: "Ny rutin",
  commands: ["ny rutin", "ny process"],
  begin: "Ny rutin",
  register: {
    commands: ["rutiner", "rutinregister", "rutinregistret", "processer", "alla rutiner"],
    title: "Alla rutiner",
    none: "Det finns inga rutiner i registret än.",
  },
  search: {
    commands: ["rutin", "rutiner", "sök rutin", "hitta rutin", "sök", "process", "riktlinje"],
    title: "Rutiner",
    none: "Vi hittade ingen sådan rutin. Pröva ett annat ord, eller titta bland alla rutiner.",
  },
  called: ({ name }: Facts) => (typeof name === "string" ? name : undefined),
  sorted: true,
  card: {
    fresh: "Rutin i registret",
    taken: "Rutin",
    ended: "Borttagen rutin",
    begun: "I registret sedan",
    received: "Rutinen fördes in i registret",
  },
  receipt: {
    title: "Rutinen står i registret",
    told: "Alla kan nu hitta den. Skicka den till granskning när den är klar.",
    ended: "Rutinen är borttagen",
    read: "Öppna rutinen",
  },
  fields: {
    ...proposalFieldWords,
    ...actionFieldWords,
    name: { label: "Vad heter rutinen?", read: "Rutin" },
    belongsTo: { label: "Vilken process hör den till?", read: "Process" },
    activities: {
      label: "Vad görs i processen, i vilken ordning?",
      hint: "En aktivitet på varje rad.",
      read: "Aktiviteter i ordning",
    },
    appliesTo: {
      label: "Vilka gäller den för?",
      hint: "Till exempel socialsekreterare.",
      read: "Gäller för",
    },
    location: {
      label: "Var finns den?",
      hint: "En webbadress, eller var mappen ligger: Gemensam mapp / Rutiner.",
      read: "Finns",
    },
    unit: { label: "Var gäller den?", read: "Gäller på" },
    document: { label: "Vad är det för dokument?", read: "Dokument", options: levels },
    ownerRole: {
      label: "Vem ska hålla den aktuell?",
      read: "Ansvarig",
      options: { unitManager, departmentManager, director, sas, mas, mar, qualityCoordinator },
    },
    reviewOn: { label: "När ska den ses över?", read: "Ses över senast" },
    read: {
      label: "Ska de som den gäller bekräfta att de har läst den?",
      read: "Läst och förstått",
      options: {
        no: "Behövs inte",
        once: "En gång, och när den ändras",
        yearly: "Varje år, och när den ändras",
      },
    },
    scope: {
      label: "Hur stor är ändringen?",
      read: "Ändringen",
      options: {
        minor: { label: "Mindre", hint: "Rättelser och förtydliganden. Innehållet är i stort detsamma." },
        whole: { label: "Större", hint: "Något ska göras på ett annat sätt." },
      },
    },
    changed: { label: "Vad är ändrat, och varför?", read: "Ändrat" },
    reviewed: {
      label: "Kan den gå vidare till beslut?",
      read: "Granskad av SAS",
      options: { yes: "Ja", no: "Nej, den behöver ändras" },
    },
    reviewNote: { label: "Något att säga till den som skriver eller beslutar?", read: "Från granskningen" },
    adoptedOn: { label: "Vilken dag är den fastställd?", read: "Fastställd" },
    paragraph: { label: "Paragraf eller diarienummer", read: "Paragraf eller diarienummer" },
    returnReason: { label: "Vad behöver ses över?", read: "Tillbaka till granskning" },
    withdrawReason: { label: "Varför ska den inte gälla längre?", read: "Skäl till att den togs bort" },
  },
  steps: {
    ...proposalStepWords,
    ...actionStepWords,
    what: { title: "Rutinen" },
    whom: { title: "Vilka gör vad?" },
    keep: { title: "Vem håller den aktuell?" },
    submit: { title: "Till granskning" },
    revise: { title: "Ändringen" },
    examine: { title: "Granska rutinen" },
    adopt: { title: "Fastställ rutinen" },
    sendBack: { title: "Tillbaka till granskning" },
    stillHolds: {
      title: "Rutinen stämmer",
      text: "Ingenting behöver ändras. Välj när den ska ses över nästa gång.",
    },
    local: {
      title: "Er lokala rutin",
      text: "Den gäller bara på er enhet, och får inte säga emot den övergripande.",
    },
    withdraw: { title: "Ta bort rutinen", text: "Den försvinner ur sökningen, men finns kvar i historiken." },
  },
  acts: {
    open: { label: "Öppna", done: "öppnade rutinen" },
    confirm: { label: "Läst och förstått", done: "har bekräftat: läst och förstått" },
    submit: { label: "Skicka till granskning", send: "Skicka", done: "skickade rutinen till granskning" },
    revise: { label: "Ändra rutinen", send: "Skicka", done: "ändrade rutinen" },
    review: { label: "Granska", send: "Spara", done: "granskade rutinen" },
    adopt: { label: "Fastställ", send: "Fastställ", done: "fastställde rutinen" },
    sendBack: { label: "Skicka tillbaka", send: "Skicka tillbaka", done: "skickade tillbaka rutinen" },
    mend: { label: "Åtgärda rutinen", send: "Spara", done: "beslutade om en åtgärd för rutinen" },
    stillHolds: { label: "Rutinen stämmer än", send: "Spara", done: "såg över rutinen" },
    faulty: { label: "Rutinen fungerar inte", send: "Skicka", done: "berättade att rutinen inte fungerar" },
    local: { label: "Lokal variant", send: "Spara", done: "förde in en lokal variant" },
    withdraw: { label: "Ta bort rutinen", send: "Ta bort", done: "tog bort rutinen" },
  },
  states: {
    listed: "Finns, inte fastställd här",
    review: "Granskas av SAS",
    adoption: "Väntar på att fastställas",
    minorAdoption: "Mindre ändring, väntar på att fastställas",
    inForce: "Gäller",
    mending: "Gäller, men ska ändras",
    withdrawn: "Borttagen",
  },
  natures: {
    policy: { type: levels.policy },
    guideline: { type: levels.guideline },
    routine: { type: levels.routine },
    local: { type: levels.local },
  },
  asks: {
    review: "Läs rutinen och säg om den kan gå till beslut.",
    adoption: "Läs rutinen och fastställ den, eller skicka tillbaka den.",
    minorAdoption: "Läs ändringen och fastställ den, eller skicka tillbaka den.",
  },
  deadlines: { lookedAt: "Ska ses över", goesOn: "Ska gå vidare" },
} as const satisfies WordsOf<typeof routine>;
