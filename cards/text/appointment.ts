import type { appointment } from "#domain/kinds/appointment";
import { roleNames } from "./sv.ts";
import type { Told, WordsOf } from "./words.ts";

const yesNo = { no: "Nej", yes: "Ja" } as const;

/** "Enhetschef, Barn och familjeenheten". */
const seat = ({ role, unit }: Told) => [role, unit].flatMap((part) => part?.text ?? []).join(", ");

function sentence(said: Told): string {
  const { who, holder, first, to, until, last, by } = said;
  const name = who?.text ?? "";
  const early = last ? ` Det avslutas i förtid. Sista dagen är ${last.text}.` : "";
  const decided = by && !by.you && by.text !== holder?.text ? ` Beslutat av ${by.text}.` : "";
  if (holder) {
    const days = `från ${first?.text} till och med ${to?.text}`;
    const about = who?.you
      ? `Du är ersättare för ${holder.text}`
      : holder.you
        ? `${name} är din ersättare`
        : `${name} är ersättare för ${holder.text}`;
    const from = first?.ahead ? ` Från den ${first.text}: skriv mitt arbete` : " Skriv mitt arbete";
    const then = who?.you && !last ? `${from}, så ser du det som väntar.` : "";
    return `${about} ${days}. Roll: ${seat(said)}.${decided}${early}${then}`;
  }
  if (first) {
    const days = `från ${first.text}${until ? ` till och med ${until.text}` : ""}`;
    return `${who?.you ? "Du" : name} har rollen ${seat(said)}, ${days}.${decided}${early}`;
  }
  const whose = who?.you ? "Du lämnar" : `${name} lämnar`;
  return `${whose} rollen ${seat(said)}. Sista dagen är ${last?.text}.${decided}`;
}

export const appointmentWords = {
  name: "ersättare",
  title: "Ersättare och roller",
  commands: ["ersättare", "roller", "utse", "ersättare och roller"],
  begin: "Ersättare och roller",
  fields: {
    several: { label: "Flera val", options: yesNo },
    others: { label: "För andra", options: yesNo },
    what: {
      label: "Vad vill du göra?",
      options: { deputy: "Utse en ersättare", holder: "Ge någon en roll", ending: "Avsluta en roll" },
    },
    who: { label: "Vem?", hint: "Välj en person, eller skriv e-post nedan.", read: "Person" },
    holder: { label: "Vem ersätts?", read: "Ersätter" },
    role: { label: "Vilken roll?", read: "Roll", options: roleNames },
    unit: { label: "Vilken enhet gäller det?", read: "Enhet" },
    seat: { label: "Vilken roll gäller det?", read: "Roll" },
    mail: {
      label: "Eller e-postadress",
      hint: "Skriv den om personen inte finns i listan.",
      read: "E-postadress",
    },
    first: { label: "Från och med", read: "Från och med" },
    to: { label: "Till och med", read: "Till och med" },
    until: { label: "Till och med", hint: "Lämna tomt om det gäller tills vidare.", read: "Till och med" },
    last: {
      label: "Vilken är den sista dagen?",
      hint: "Välj gårdagen om det ska sluta gälla nu.",
      read: "Sista dag",
    },
  },
  steps: {
    what: { title: "Vad vill du göra?" },
    place: { title: "Var?" },
    deputy: {
      title: "Utse en ersättare",
      text: "Ersättaren får ärenden och ser det som väntar, men aldrig ett ärende som är dolt för den personen.",
    },
    holder: { title: "Ge någon en roll" },
    ending: { title: "Avsluta en roll", text: "Utse någon annan först, så att ingen enhet står utan chef." },
    end: { title: "Avsluta i förtid" },
  },
  acts: {
    open: { label: "Öppna", done: "öppnade" },
    end: { label: "Avsluta i förtid", send: "Avsluta", done: "avslutade i förtid" },
  },
  states: { standing: "Beslutat", ended: "Avslutat i förtid" },
  natures: {
    deputy: { type: "Ersättare" },
    holder: { type: "Ny roll" },
    ending: { type: "Roll som avslutas" },
  },
  sentence,
  card: {
    fresh: "Ersättare och roller",
    taken: "Ersättare och roller",
    ended: "Avslutat i förtid",
    begun: "Beslutat",
    received: "Beslutet fattades",
  },
  receipt: {
    title: "Det är klart",
    told: "De som det gäller får veta det.",
    ended: "Det är klart",
    read: "Läs mer",
  },
} as const satisfies WordsOf<typeof appointment>;
