import { type CompiledName, compiled, compiledNames } from "#domain/documents/index";
import type { compilation } from "#domain/kinds/compilation";
import { actionFieldWords, actionStepWords } from "./action.ts";
import { roleNames } from "./sv.ts";
import type { DocumentWords, FieldWords, StepWords, WordsOf } from "./words.ts";

/** The words of compilations: the kind, its documents and headings. What the figures say is in figures.ts. */

const documentNames: Readonly<Record<CompiledName, string>> = {
  halfYear: "Sammanställning och analys",
  qualityReport: "Kvalitetsberättelse",
  patientSafetyReport: "Patientsäkerhetsberättelse",
  qualityAccounts: "Kvalitetsredovisning",
  councilPack: "Underlag till kvalitetsråd",
};

type HeadingName = (typeof compiled)[CompiledName]["sections"][number]["name"];

/** Each heading, and what belongs under it. */
const headings: Readonly<Record<HeadingName, { readonly label: string; readonly hint?: string }>> = {
  summary: { label: "Sammanfattning", hint: "Det viktigaste på en halv sida. Den läses mest." },
  method: { label: "Underlag och metod", hint: "Vad som räknas, och vad som saknas." },
  deviations: { label: "Avvikelser" },
  lexSarah: { label: "Lex Sarah" },
  complaints: { label: "Synpunkter, klagomål och beröm" },
  together: {
    label: "Klagomål, avvikelser och lex Sarah tillsammans",
    hint: "Samma brist kan synas på flera sätt. Vad säger de tillsammans?",
  },
  proposals: { label: "Förslag till förbättring" },
  providers: { label: "Anmälningar från utförare", hint: "Vad utförarna har anmält, och vad vi har gjort." },
  patterns: { label: "Mönster och trender", hint: "Vad som har ökat eller minskat, och om det är en slump." },
  causes: { label: "Analys av orsaker" },
  culture: {
    label: "Rapporteringskultur",
    hint: "Färre rapporter kan betyda att färre rapporterar. Tystnad är en signal.",
  },
  measures: { label: "Åtgärder och deras effekt" },
  processes: { label: "Processer och rutiner som ska förbättras" },
  proposedMeasures: {
    label: "Föreslagna åtgärder",
    hint: "Det som ska göras blir en åtgärd med knappen Ny åtgärd.",
  },
  proposal: { label: "Förslag till beslut", hint: "Till exempel: Nämnden godkänner sammanställningen." },
  responsibility: { label: "Ansvar och organisation" },
  goals: { label: "Mål och måluppfyllelse" },
  riskAnalyses: { label: "Riskanalyser" },
  selfInspections: {
    label: "Egenkontroll",
    hint: "Även öppna jämförelser och brukarundersökningar.",
  },
  cooperation: { label: "Samverkan" },
  competence: { label: "Kompetens" },
  security: { label: "Informationssäkerhet", hint: "Loggkontroller och incidenter." },
  goodExamples: { label: "Goda exempel" },
  nextYear: { label: "Plan för nästa år" },
  openCases: { label: "Öppna ärenden" },
  openComplaints: { label: "Öppna synpunkter och klagomål" },
  openRisks: { label: "Risker, den största först" },
  openActions: { label: "Öppna åtgärder" },
  openProposals: { label: "Öppna förslag" },
  providerNotices: { label: "Anmälningar från utförare" },
  upward: {
    label: "Till nästa nivå",
    hint: "Det som ni inte kan lösa själva, och det som andra kan ha nytta av.",
  },
};

const ofHeadings = <T>(how: (name: HeadingName) => T) =>
  Object.fromEntries(Object.keys(headings).map((name) => [name, how(name as HeadingName)])) as Readonly<
    Record<HeadingName, T>
  >;

const headingLabels = ofHeadings((name) => headings[name].label);

const textFields: Readonly<Record<string, FieldWords<{ type: "text"; max: 1 }>>> = ofHeadings((name) => ({
  label: headings[name].label,
  hint: [headings[name].hint, "Skriv inga namn eller personnummer."].filter(Boolean).join(" "),
}));

const headingFields = Object.fromEntries(
  compiledNames.map((name) => [
    `${name}Heading`,
    { label: "Vilken rubrik?", read: "Senast skrivet under", options: headingLabels },
  ]),
);

const writingSteps: Readonly<Record<string, StepWords>> = Object.fromEntries(
  compiledNames.flatMap((name) => [
    [`${name}Heading`, { title: "Vilken rubrik?" }],
    ...compiled[name].sections.map((each) => [`${name}-${each.name}`, { title: headings[each.name].label }]),
  ]),
);

const documents: Readonly<Record<string, DocumentWords>> = {
  ...Object.fromEntries(
    compiledNames.map((name) => [
      name,
      {
        title: documentNames[name],
        file: documentNames[name].toLowerCase().replaceAll(" ", "-"),
        sections: headingLabels,
      },
    ]),
  ),
  lexSarahAnnex: {
    title: "Bilaga: lex Sarah",
    file: "bilaga-lex-sarah",
    sections: {
      lexSarahList: "Rapporter enligt lex Sarah",
      lexSarahSpans: "Tider",
      providerList: "Anmälningar från utförare",
      silent: "Enheter som inte har rapporterat",
    },
  },
};

export const compilationWords = {
  name: "sammanställning",
  title: "Sammanställning",
  commands: ["sammanställning", "kvalitetsberättelse", "statistik"],
  begin: "Sammanställning",
  card: {
    fresh: "Siffrorna räknas fram",
    taken: "Sammanställning",
    ended: "Sammanställning",
    begun: "Påbörjad",
    received: "Sammanställningen påbörjades",
  },
  receipt: {
    title: "Siffrorna räknas fram",
    told: "Du får ett kort här i chatten när de är klara.",
    ended: "Siffrorna är klara",
    read: "Öppna",
  },
  fields: {
    document: { label: "Vad ska sammanställas?", read: "Dokument", options: documentNames },
    span: {
      label: "Vilken period?",
      options: { current: "Den som pågår, till och med i dag", last: "Den senaste hela" },
    },
    unit: { label: "Vilken enhet?", read: "Gäller" },
    asker: { label: "Vem bad om det?", read: "Begärd av" },
    preview: {
      label: "Är det bara en förhandsvisning?",
      read: "Förhandsvisning",
      options: { yes: "Ja", no: "Nej" },
    },
    from: { label: "Från och med", read: "Från och med" },
    to: { label: "Till och med", read: "Till och med" },
    writes: { label: "Vem skriver analysen?", read: "Skriver analysen", options: roleNames },
    approves: { label: "Vem godkänner?", read: "Godkänner", options: roleNames },
    receives: { label: "Vem tar emot för nämnden?", read: "Tar emot för nämnden", options: roleNames },
    ...headingFields,
    ...textFields,
    sendBackReason: { label: "Vad ska ändras?", read: "Att ändra" },
    meetingOn: { label: "Vilken dag är sammanträdet?", read: "Sammanträde" },
    diaryNumber: { label: "Diarienummer", read: "Diarienummer" },
    decidedOn: { label: "Vilken dag beslutade nämnden?", read: "Nämnden beslutade" },
    paragraph: { label: "Paragraf", hint: "Till exempel § 12.", read: "Paragraf" },
    decision: { label: "Vad beslutade nämnden?", read: "Beslut" },
    outcome: { label: "Vad har hänt med det som beslutades?", read: "Så gick det" },
    correctionReason: { label: "Varför räknas siffrorna om?", read: "Skäl till rättelsen" },
    ...actionFieldWords,
  },
  steps: {
    document: { title: "Vad ska sammanställas?" },
    span: { title: "Vilken period?", text: "Det blir en förhandsvisning, som inte publiceras." },
    ...writingSteps,
    ...actionStepWords,
    sendBack: { title: "Skicka tillbaka" },
    present: { title: "Till nämnden" },
    decide: { title: "Nämndens beslut" },
    followDecision: { title: "Följ upp beslutet" },
    correct: {
      title: "Rätta siffrorna",
      text: "Siffrorna räknas om till en ny version. Den gamla finns kvar. Texterna behöver läsas igenom igen.",
    },
  },
  acts: {
    open: { label: "Öppna", done: "öppnade sammanställningen" },
    write: { label: "Skriv analysen", send: "Spara", done: "skrev i analysen" },
    addAction: { label: "Ny åtgärd", send: "Spara", done: "beslutade om en åtgärd" },
    submit: { label: "Lämna för godkännande", done: "lämnade analysen för godkännande" },
    sendBack: { label: "Skicka tillbaka", send: "Skicka tillbaka", done: "skickade tillbaka analysen" },
    approve: { label: "Godkänn", done: "godkände sammanställningen" },
    present: { label: "Anmäld till nämnden", send: "Spara", done: "förde upp ärendet till nämnden" },
    decide: { label: "Nämnden har beslutat", send: "Spara", done: "skrev in nämndens beslut" },
    followDecision: { label: "Följ upp beslutet", send: "Spara", done: "följde upp nämndens beslut" },
    correct: { label: "Rätta siffrorna", send: "Räkna om", done: "begärde nya siffror" },
    withdraw: { label: "Ta bort", done: "tog bort sammanställningen" },
  },
  states: {
    counting: "Siffrorna räknas fram",
    preview: "Förhandsvisning",
    ready: "Siffrorna är klara",
    analysis: "Analysen skrivs",
    submitted: "Väntar på godkännande",
    approved: "Godkänd",
    committee: "Hos nämnden",
    decided: "Nämnden har beslutat",
    followed: "Beslutet är uppföljt",
    withdrawn: "Borttagen",
  },
  natures: {
    halfYear: { type: documentNames.halfYear },
    qualityReport: { type: documentNames.qualityReport },
    patientSafetyReport: { type: documentNames.patientSafetyReport },
    qualityAccounts: { type: documentNames.qualityAccounts },
    councilPack: { type: documentNames.councilPack },
  },
  next: {
    ready: "Öppna ärendet och läs siffrorna. Skriv sedan analysen, en rubrik i taget.",
    analysis: "Skriv under de rubriker som behövs. Lämna den sedan för godkännande.",
    submitted: "Läs dokumentet. Godkänn det, eller skicka tillbaka det.",
    approved: "Hämta dokumentet och för upp ärendet till nämnden.",
    committee: "Skriv in beslutet när nämnden har fattat det.",
    decided: "Skriv vad som har hänt med det som nämnden beslutade.",
  },
  documents,
} as const satisfies WordsOf<typeof compilation>;
