import type { complaint } from "#domain/kinds/complaint";
import { isUnjudged } from "#domain/kinds/complaint-guards";
import type { Entry } from "#domain/record";
import { actionFieldWords, actionStepWords } from "./action.ts";
import { caseActWords, caseFieldWords, caseStepWords } from "./casework.ts";
import { deviationWords } from "./deviation.ts";
import { proposalFieldWords, proposalStepWords } from "./proposal.ts";
import { listed } from "./sv.ts";
import type { WordsOf } from "./words.ts";

/** The words of what people outside say of the operation: complaints, suggestions, questions and praise. */

const asked = deviationWords.fields;
const noNames = "Skriv inga namn eller personnummer.";
const yesNo = { yes: "Ja", no: "Nej" } as const;
const ways = {
  phone: "Per telefon",
  letter: "Med brev",
  email: "Med e-post",
  visit: "Vid ett möte",
} as const;

/** What is left before it can be closed: the answer, or what grew out of it. */
function left({ state, answers, links }: Entry): string | undefined {
  if (state !== "judged" && state !== "handling") return undefined;
  if (isUnjudged(answers))
    return "Ta ställning till om det var en avvikelse. Svara sedan den som hörde av sig, om personen vill ha svar.";
  if (answers.wantsAnswer === "yes" && answers.answered !== "yes") return "Svara den som hörde av sig.";
  const open = links.filter(({ state: each }) => each !== "settled").map(({ id }) => id);
  if (open.length > 0) return `Det här behöver bli klart innan du kan avsluta ärendet: ${listed(open)}.`;
  return "Inget är kvar. Du kan avsluta ärendet.";
}

/** To whoever registered it, who may be rung by the sender. */
const heard = ({ state, answers }: Entry): string | undefined =>
  state !== "mistaken" && answers.answered === "yes" && answers.sender === "anonymous"
    ? "Svaret finns nu. Den som ringer och har koden kan få det uppläst: skriv svar på kod."
    : undefined;

export const complaintWords = {
  left,
  heard,
  name: "synpunkt eller klagomål",
  title: "Synpunkt eller klagomål",
  report: "Synpunkt eller klagomål",
  commands: [
    "klagomål",
    "synpunkt",
    "beröm",
    "synpunkter",
    "klagomål och synpunkter",
    "synpunkter och klagomål",
  ],
  fields: {
    told: {
      label: "Vad sa eller skrev personen?",
      hint: `Återge det så nära som möjligt. Skriv ”den enskilde”. ${noNames}`,
      read: "Vad personen sa",
    },
    type: {
      label: "Vad vill personen?",
      read: "Typ",
      options: {
        complaint: { label: "Klaga", hint: "Något har inte hållit den kvalitet som man kan vänta sig." },
        suggestion: { label: "Lämna en synpunkt", hint: "Ett förslag på hur något kan bli bättre." },
        question: "Ställa en fråga",
        praise: { label: "Ge beröm", hint: "Något har varit bra." },
        concern: { label: "Göra en orosanmälan", hint: "Personen är orolig för ett barn eller en vuxen." },
        appeal: { label: "Överklaga ett beslut", hint: "Personen vill att beslutet ändras." },
        fault: { label: "Anmäla något trasigt", hint: "Till exempel en lampa eller en dörr." },
      },
    },
    shared: asked.shared,
    reporterName: asked.reporterName,
    reporterPhone: asked.reporterPhone,
    channel: {
      label: "Hur kom det hit?",
      read: "Kom in",
      options: {
        phone: "Telefon",
        visit: "Besök eller möte",
        letter: "Brev",
        email: "E-post",
        web: "Webbformulär",
        heard: "Jag hörde det i arbetet",
        ivo: "Från IVO",
        patientBoard: "Från patientnämnden",
      },
    },
    sender: {
      label: "Vem är det som hör av sig?",
      read: "Från",
      options: {
        person: "Den det gäller",
        relative: "En närstående",
        guardian: "God man eller förvaltare",
        other: "Någon annan",
        anonymous: "Personen är anonym",
      },
    },
    wantsAnswer: {
      label: "Vill personen ha ett svar?",
      hint: "Är personen anonym får du en kod att läsa upp. Med den kan personen ringa och få svaret.",
      read: "Vill ha svar",
      options: yesNo,
    },
    answerHow: { label: "Hur vill personen ha svaret?", read: "Vill ha svaret", options: ways },
    contact: {
      label: "Hur når vi personen?",
      hint: "Namn och telefonnummer, adress eller e-post. Inget personnummer.",
      read: "Kontakt",
    },
    receivedOn: { label: "Vilken dag kom det?", read: "Kom in den" },
    unit: { label: "Vilken enhet gäller det?", read: "Enhet" },
    law: asked.law,
    category: asked.category,
    involved: { ...asked.involved, label: "Handlar det om chefen på enheten, eller om SAS?" },
    acknowledgedHow: { label: "Hur talade ni om att det har kommit?", read: "Bekräftat", options: ways },
    acknowledgedOn: { label: "Vilken dag?", read: "Bekräftat den" },
    finding: { label: "Var det en avvikelse?", read: "Ställningstagande: avvikelse", options: yesNo },
    findingReason: {
      label: "Varför?",
      hint: noNames,
      read: "Skäl till ställningstagandet",
    },
    nature: { ...asked.nature, label: "Vad var det?" },
    concerns: asked.concerns,
    happened: asked.happened,
    what: asked.what,
    consequence: asked.consequence,
    measures: { ...asked.measures, label: "Vad har ni gjort hittills?" },
    measuresText: asked.measuresText,
    answerText: {
      label: "Svaret till den som hörde av sig",
      hint: "Skriv så att alla förstår. Svara bara på det som personen tog upp. Är personen anonym kan svaret läsas upp för den som har koden.",
      read: "Svar",
    },
    answeredHow: { label: "Hur lämnade ni svaret?", read: "Besvarat", options: ways },
    answeredOn: { label: "Vilken dag?", read: "Besvarat den" },
    noAnswerReason: {
      label: "Varför ska den som hörde av sig inte ha något svar?",
      read: "Skäl till att inget svar ges",
    },
    carried: {
      label: "Hur har ni fört det vidare?",
      read: "Fördes vidare",
      options: {
        meeting: "På ett möte, till exempel APT",
        inPerson: "Direkt till dem det gäller",
        notice: "På anslagstavla eller intranät",
        other: "På annat sätt",
      },
    },
    diaryNumber: { label: "Vårt diarienummer", read: "Vårt diarienummer" },
    question: caseFieldWords.question,
    reply: caseFieldWords.reply,
    moveReason: caseFieldWords.moveReason,
    conflictReason: caseFieldWords.conflictReason,
    hidden: caseFieldWords.hidden,
    hideReason: caseFieldWords.hideReason,
    endReason: caseFieldWords.endReason,
    mistakenReason: caseFieldWords.mistakenReason,
    reopenReason: caseFieldWords.reopenReason,
    feedback: caseFieldWords.feedback,
    ...proposalFieldWords,
    ...actionFieldWords,
  },
  steps: {
    type: {
      title: "Vad vill personen?",
      text: "Är någon i fara, eller har någon farit illa? Rapportera det genast som avvikelse också.",
    },
    reporter: { title: "Vem är du?" },
    channel: { title: "Hur kom det hit?" },
    sender: { title: "Vem är det som hör av sig?" },
    place: { title: "Var och när?" },
    category: { title: "Vad handlar det om?" },
    told: { title: "Berätta" },
    involved: { title: "Vem gäller det?" },
    wants: { title: "Svar" },
    contact: { title: "Så når vi personen" },
    unit: { title: "Vilken enhet gäller det?", text: "Välj rätt enhet. Det du har skrivit ändras inte." },
    acknowledge: {
      title: "Bekräfta",
      text: "Tala om för personen att det har kommit, och när svaret kommer.",
    },
    finding: {
      title: "Var det en avvikelse?",
      text: "Vid ja blir det en avvikelse, som också kan bli lex Sarah.",
    },
    deviation: { title: "Avvikelsen" },
    findingReason: { title: "Skäl" },
    answer: { title: "Svaret" },
    answerSent: { title: "När och hur?" },
    noAnswer: { title: "Inget svar ska ges" },
    mendAnswer: { title: "Ändra svaret", text: "Det förra svaret finns kvar i ärendet." },
    close: { title: "Avsluta ärendet" },
    passOn: { title: "För vidare berömmet", text: "Sedan är ärendet klart." },
    question: caseStepWords.question,
    reply: caseStepWords.reply,
    move: caseStepWords.move,
    recordDiary: { title: "Diarienummer" },
    recuse: caseStepWords.recuse,
    hide: caseStepWords.hide,
    endNamed: caseStepWords.endNamed,
    endHiding: {
      title: "Sluta dölja",
      text: "Gör det innan du talar med den det gäller. Personen kan då läsa ärendet, men inte handlägga det.",
    },
    mistaken: { title: "Felregistrerat", text: "Det som är skrivet finns kvar, men räknas inte." },
    reopen: caseStepWords.reopen,
    ...proposalStepWords,
    ...actionStepWords,
  },
  acts: {
    take: { label: "Jag tar det", done: "tog ärendet" },
    takeOver: caseActWords.takeOver,
    open: { label: "Öppna ärendet", done: "öppnade ärendet" },
    wrongUnit: { label: "Fel enhet", send: "Flytta", done: "flyttade ärendet till rätt enhet" },
    acknowledge: { label: "Bekräfta", send: "Spara", done: "bekräftade att det har kommit" },
    judge: { label: "Ta ställning", send: "Spara", done: "tog ställning till om det var en avvikelse" },
    answer: { label: "Svara", send: "Spara svaret", done: "svarade" },
    noAnswer: { label: "Inget svar ska ges", send: "Spara", done: "skrev in att inget svar ska ges" },
    mendAnswer: { label: "Ändra svaret", send: "Spara svaret", done: "ändrade svaret" },
    propose: { label: "Gör ett förslag av det", send: "Spara", done: "gjorde ett förslag av det" },
    addAction: caseActWords.addAction,
    close: caseActWords.close,
    passOn: { label: "För vidare", send: "Spara", done: "förde berömmet vidare" },
    ask: caseActWords.ask,
    reply: caseActWords.reply,
    goOn: caseActWords.goOn,
    move: caseActWords.move,
    recordDiary: { label: "Diarienummer", send: "Spara", done: "skrev in diarienumret" },
    recuse: caseActWords.recuse,
    hide: caseActWords.hide,
    endNamed: caseActWords.endNamed,
    endHiding: caseActWords.endHiding,
    mistaken: caseActWords.mistaken,
    reopen: caseActWords.reopen,
  },
  states: {
    received: "Mottagen",
    handling: "Någon arbetar med det",
    judged: "Bedömd",
    waiting: "Väntar på svar från rapportören",
    closed: "Avslutad",
    mistaken: "Felregistrerad",
  },
  next: {
    handling:
      "Ta ställning till om det var en avvikelse, och svara den som vill ha svar. Sedan kan du avsluta.",
    judged: "När svaret är lämnat, och det som växte ur ärendet är klart, kan du avsluta.",
    waiting: "Rapportören har fått frågan.",
  },
  told: {
    judged: "Någon har tagit ställning till om det var en avvikelse.",
    mistaken: "Det räknas inte. Läs varför i din rapport, eller fråga den som har ärendet.",
  },
  deadlines: {
    acknowledged: "Ska bekräftas",
    begun: "Någon ska ta hand om det",
    answered: "Ska besvaras",
    judged: "Ställningstagande",
    passedOn: "Ska föras vidare",
    goesOn: "Nästa steg senast",
  },
  natures: {
    complaint: {
      type: "Klagomål",
      desk: "Läs, ta ställning till om det var en avvikelse, och svara den som vill ha svar.",
    },
    suggestion: {
      type: "Synpunkt",
      desk: "Läs och ta ställning till om det var en avvikelse. Ett bra förslag kan bli ett förbättringsförslag.",
    },
    question: { type: "Fråga utifrån", desk: "Läs och svara." },
    praise: { type: "Beröm", desk: "Läs, och för det vidare till dem det gäller." },
    // These are never registered.
    concern: { type: "Orosanmälan" },
    appeal: { type: "Överklagande" },
    fault: { type: "Felanmälan" },
  },
  redirects: {
    concern: {
      title: "Orosanmälan",
      commands: ["orosanmälan", "orosanmäla", "oro", "oro för ett barn", "oro för barn"],
      call: (numbers) => `Ring nu, eller be personen ringa: ${numbers}.`,
      text: "En orosanmälan görs till mottagningen, inte här. Inget är sparat. Är du själv skyldig att anmäla ska du göra det genast. Fara för liv: ring 112.",
    },
    appeal: {
      title: "Överklagande",
      commands: ["överklagande", "överklagan", "överklaga", "överklaga ett beslut"],
      text: "Ett överklagande görs skriftligt och skickas till den nämnd som fattade beslutet, inom tre veckor från att personen fick del av det. Hjälp personen att hitta rätt. Inget är sparat här. Gäller det hur personen har blivit bemött, registrera det som ett klagomål.",
    },
    fault: {
      title: "Felanmälan",
      commands: ["felanmälan", "felanmäla"],
      text: "Det som är trasigt anmäls till den som lagar det. Inget är sparat. Är någon i fara, rapportera det som avvikelse.",
      at: (place) => `Anmäl här: ${place}.`,
    },
  },
} as const satisfies WordsOf<typeof complaint>;
