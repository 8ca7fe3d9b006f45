import type { proposal, proposalFields } from "#domain/kinds/proposal";
import type { Facts } from "#domain/record";
import { actionFieldWords, actionStepWords } from "./action.ts";
import type { FieldWords, WordsOf } from "./words.ts";

const noNames = "Skriv inga namn eller personnummer.";

/** Shared with the kinds whose cases give rise to proposals. */
export const proposalFieldWords = {
  proposal: { label: "Vad kan bli bättre, och hur?", hint: noNames, read: "Förslag" },
  benefit: { label: "Vad blir bättre med det?", read: "Nytta" },
  processName: {
    label: "Vilken process eller vilket arbetssätt gäller det?",
    hint: "Till exempel: förhandsbedömning.",
    read: "Process",
  },
} as const satisfies { [F in keyof typeof proposalFields]: FieldWords<(typeof proposalFields)[F]> };

export const proposalStepWords = {
  proposal: { title: "Ditt förslag", text: "Din chef läser det och svarar dig. Ditt namn visas för chefen." },
} as const;

export const proposalWords = {
  // A routine's name is open: whoever gets the card sees which it is.
  called: ({ routineName }: Facts) =>
    typeof routineName === "string" ? `Rutinen fungerar inte: ${routineName}` : undefined,
  name: "förbättringsförslag",
  title: "Nytt förslag",
  commands: ["förslag", "förbättringsförslag", "idé", "lämna förslag"],
  begin: "Lämna ett förslag",
  card: {
    fresh: "Nytt förslag",
    taken: "Förslag",
    ended: "Avslutat förslag",
    begun: "Lämnat",
    received: "Förslaget lämnades",
  },
  receipt: {
    title: "Tack för ditt förslag",
    news: "Nytt om ditt förslag",
    told: "Chefen har fått det, och svarar dig här.",
    ended: "Ditt förslag är avslutat",
    read: "Läs ditt förslag",
  },
  register: {
    commands: ["alla förslag", "förslagslista", "förslagslistan", "förbättringsförslagen"],
    title: "Förslag som inte är avslutade",
    none: "Inga förslag väntar.",
  },
  fields: {
    unit: { label: "Vilken enhet gäller förslaget?", read: "Enhet" },
    shared: { label: "Delat konto", options: { no: "Nej", yes: "Ja" } },
    saidBy: {
      label: "Ditt namn",
      hint: "Flera använder det här kontot. Med ditt namn kan chefen svara dig.",
      read: "Från",
    },
    ...proposalFieldWords,
    source: {
      label: "Var kommer förslaget ifrån?",
      hint: "Lämna tomt om det är ditt eget.",
      read: "Kommer från",
      options: {
        staff: "En medarbetare",
        meeting: "Ett möte, till exempel APT",
        complaint: "Synpunkt eller klagomål",
        routine: "En rutin som inte fungerar",
      },
    },
    routineName: { label: "Vilken rutin gäller det?", read: "Rutin" },
    decision: {
      label: "Vad blir svaret?",
      read: "Beslut",
      options: { adopt: "Ja, vi gör det hos oss", decline: "Nej, inte nu" },
    },
    answer: {
      label: "Ditt svar. Det här läser den som lämnade förslaget",
      hint: "Säg varför. Vid ja: berätta vad som händer nu.",
      read: "Svar",
    },
    liftReason: {
      label: "Varför behöver nästa nivå ta ställning?",
      hint: "Till exempel att det skulle hjälpa fler enheter, eller att ni inte får bestämma det själva.",
      read: "Skäl till att lyfta",
    },
    appliesTo: {
      label: "För vilka ska det gälla?",
      read: "Gäller",
      options: {
        all: "Alla enheter",
        unit: "Bara enheten som föreslog det",
        none: "Ingen, vi gör det inte",
      },
    },
    scopeReason: {
      label: "Varför? Det här läser den som lämnade förslaget",
      hint: noNames,
      read: "Skäl till beslutet",
    },
    forum: {
      label: "Var har ni tagit upp det?",
      read: "Förankrat i",
      options: {
        cooperation: "Samverkansgrupp",
        staffMeeting: "APT",
        qualityCouncil: "Kvalitetsråd",
        other: "Annat möte",
      },
    },
    anchoredOn: { label: "Vilken dag?", read: "Dag" },
    anchorNote: { label: "Vad kom fram?", hint: noNames, read: "Kom fram" },
    appliesFrom: { label: "Från vilken dag gäller det?", read: "Gäller från" },
    introduced: {
      label: "Vad gäller nu? Det här läser de som berörs",
      hint: noNames,
      read: "Så blev det",
    },
    withdrawReason: { label: "Varför?", read: "Skäl till att ta tillbaka" },
    moveReason: { label: "Varför?", read: "Skäl till flytten" },
    reopenReason: { label: "Varför?", read: "Skäl till att ta upp det igen" },
    outcome: {
      label: "Vad blev det?",
      options: {
        adopted: "Ja, på enheten",
        common: "Ja, på alla enheter",
        declined: "Nej",
        unanswered: "Inte besvarat än",
      },
    },
    ...actionFieldWords,
  },
  steps: {
    ...proposalStepWords,
    ...actionStepWords,
    saidBy: { title: "Vem är du?" },
    unit: { title: "Vilken enhet gäller det?", text: "Välj rätt enhet. Det du har skrivit ändras inte." },
    withdraw: { title: "Ta tillbaka", text: "Förslaget avslutas. Du kan lämna ett nytt när du vill." },
    answer: { title: "Svara" },
    lift: { title: "Lyft förslaget", text: "Det går till nästa nivå, som bestämmer vilka det ska gälla." },
    decideScope: { title: "Vilka ska det gälla?" },
    anchor: { title: "Förankrat", text: "Skriv in ett möte i taget." },
    adopt: { title: "Inför förslaget", text: "Gäller det alla enheter får enhetscheferna veta det nu." },
    move: { title: "Flytta till annan enhet", text: "Det som är skrivet ändras inte." },
    reopen: { title: "Ta upp igen" },
  },
  acts: {
    take: { label: "Jag tittar på det", done: "tog hand om förslaget" },
    open: { label: "Öppna förslaget", done: "öppnade förslaget" },
    wrongUnit: { label: "Fel enhet", send: "Flytta", done: "flyttade förslaget till rätt enhet" },
    withdraw: { label: "Ta tillbaka", send: "Ta tillbaka", done: "tog tillbaka förslaget" },
    answer: { label: "Svara", send: "Skicka svaret", done: "svarade på förslaget" },
    lift: { label: "Lyft", send: "Lyft", done: "lyfte förslaget till nästa nivå" },
    decideScope: {
      label: "Bestäm vilka det gäller",
      send: "Besluta",
      done: "beslutade vilka förslaget gäller",
    },
    anchor: { label: "Förankrat", send: "Spara", done: "skrev in var förslaget är förankrat" },
    addAction: { label: "Ny åtgärd", send: "Spara", done: "beslutade om en åtgärd" },
    adopt: { label: "Inför", send: "Inför", done: "införde förslaget" },
    move: { label: "Flytta", send: "Flytta", done: "flyttade förslaget" },
    reopen: { label: "Ta upp igen", send: "Ta upp igen", done: "tog upp förslaget igen" },
  },
  states: {
    received: "Inte besvarat än",
    considering: "Någon tittar på det",
    lifted: "Lyft till nästa nivå",
    anchoring: "Ska gälla alla, förankras",
    adopting: "Ja, ska införas på enheten",
    adopted: "Infört på enheten",
    common: "Infört på alla enheter",
    declined: "Nej, blir inte av",
    withdrawn: "Tillbakataget",
  },
  natures: {
    staff: { type: "Förslag", desk: "Läs och svara: ja, nej, eller lyft till nästa nivå." },
    meeting: { type: "Förslag från ett möte", desk: "Läs och svara: ja, nej, eller lyft till nästa nivå." },
    complaint: {
      type: "Förslag ur en synpunkt",
      desk: "Läs och svara: ja, nej, eller lyft till nästa nivå.",
    },
    routine: {
      type: "Rutin som inte fungerar",
      desk: "Läs och svara. Ska rutinen ändras: lägg till en åtgärd.",
    },
  },
  asks: { lifted: "Enheten föreslår något som kan gälla fler. Läs och bestäm vilka det ska gälla." },
  next: {
    anchoring:
      "Skriv in var ni har tagit upp det, ett möte i taget. Sedan kan du införa det, när åtgärderna är klara.",
    adopting: "Lägg till åtgärder om det behövs. När de är klara och uppföljda kan du införa förslaget.",
  },
  told: {
    considering: "Någon tittar på ditt förslag.",
    lifted: "Ditt förslag har gått vidare. Nästa nivå bestämmer vilka det ska gälla.",
    anchoring: "Ja: ditt förslag ska gälla alla enheter. Nu tas det upp med dem som berörs.",
    adopting: "Ja: ditt förslag ska införas. Läs svaret i ditt förslag.",
    adopted: "Ditt förslag är infört. Läs det, så ser du hur det blev.",
    common: "Ditt förslag gäller nu alla enheter. Läs det, så ser du hur det blev.",
    declined: "Det blir inte så den här gången. Läs ditt förslag, så ser du varför.",
    withdrawn: "Du tog tillbaka förslaget.",
  },
  deadlines: { answered: "Ska besvaras", goesOn: "Nästa steg senast" },
  outcomes: { adopted: "Ska införas", declined: "Blir inte av" },
} as const satisfies WordsOf<typeof proposal>;
