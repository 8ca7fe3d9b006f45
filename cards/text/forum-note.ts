import type { forumNote } from "#domain/kinds/forum-note";
import { shownMoment } from "../when.ts";
import { actionFieldWords, actionStepWords } from "./action.ts";
import { controlFieldWords, controlStepWords } from "./control.ts";
import { proposalFieldWords, proposalStepWords } from "./proposal.ts";
import type { WordsOf } from "./words.ts";

/** The words of what a forum on quality came to. */

const forums = {
  qualityCouncil: "Kvalitetsråd",
  qualityDialogue: "Kvalitetsdialog",
  riskDialogue: "Riskdialog",
  staffMeeting: "APT",
  cooperation: "Samverkan",
  other: "Annat möte",
} as const;

const noNames = "Skriv ”den enskilde”. Inga namn eller personnummer.";

export const forumNoteWords = {
  name: "mötesanteckning",
  title: "Mötesanteckning",
  commands: ["mötesanteckning", "minnesanteckning", "ny mötesanteckning"],
  begin: "Mötesanteckning",
  called: ({ forum, heldOn }) => {
    const name = forums[forum as keyof typeof forums];
    return name && typeof heldOn === "string" ? `${name} ${shownMoment(heldOn)}` : name;
  },
  register: {
    commands: ["mötesanteckningar", "minnesanteckningar", "möten"],
    title: "Mötesanteckningar",
    none: "Inga anteckningar är öppna.",
  },
  card: {
    fresh: "Ny mötesanteckning",
    taken: "Mötesanteckning",
    ended: "Avslutad mötesanteckning",
    begun: "Skriven",
    received: "Anteckningen skrevs",
  },
  receipt: {
    title: "Anteckningen är sparad",
    told: "Öppna den när ni ska bestämma åtgärder och egenkontroller. De hör då ihop med mötet.",
    ended: "Anteckningen är avslutad",
    read: "Öppna anteckningen",
  },
  fields: {
    note: { label: "Vad kom ni fram till?", hint: noNames, read: "Anteckning" },
    forum: { label: "Vilket möte var det?", read: "Möte", options: forums },
    heldOn: { label: "Vilken dag?", read: "Dag" },
    unit: { label: "Vilken enhet eller nivå gäller det?", read: "Enhet" },
    more: { label: "Vad vill du lägga till?", hint: noNames, read: "Tillägg" },
    ...actionFieldWords,
    ...controlFieldWords,
    ...proposalFieldWords,
  },
  steps: {
    meeting: { title: "Vilket möte?" },
    note: { title: "Vad kom ni fram till?" },
    ...actionStepWords,
    ...controlStepWords,
    ...proposalStepWords,
    add: { title: "Lägg till" },
    change: { title: "Rätta anteckningen", text: "Det som stod förut finns kvar." },
    move: { title: "Fel enhet", text: "Det som är skrivet ändras inte." },
  },
  acts: {
    open: { label: "Öppna anteckningen", done: "öppnade anteckningen" },
    addAction: { label: "Ny åtgärd", send: "Spara", done: "beslutade om en åtgärd" },
    addControl: { label: "Planera egenkontroll", send: "Spara", done: "planerade en egenkontroll" },
    addProposal: { label: "Nytt förslag", send: "Skicka", done: "lämnade ett förslag" },
    add: { label: "Lägg till", send: "Spara", done: "lade till i anteckningen" },
    change: { label: "Rätta", send: "Spara", done: "rättade anteckningen" },
    move: { label: "Fel enhet", send: "Flytta", done: "flyttade anteckningen" },
    close: { label: "Avsluta", done: "avslutade anteckningen" },
    reopen: { label: "Öppna igen", done: "öppnade anteckningen igen" },
  },
  states: { noted: "Öppen", closed: "Avslutad" },
  natures: {
    qualityCouncil: { type: "Anteckning från kvalitetsråd" },
    qualityDialogue: { type: "Anteckning från kvalitetsdialog" },
    riskDialogue: { type: "Anteckning från riskdialog" },
    staffMeeting: { type: "Anteckning från APT" },
    cooperation: { type: "Anteckning från samverkan" },
    other: { type: "Anteckning från ett möte" },
  },
  next: { noted: "Gör åtgärder och egenkontroller av det ni bestämde. Avsluta när allt är omhändertaget." },
} as const satisfies WordsOf<typeof forumNote>;
