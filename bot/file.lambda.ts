import { documentFor } from "#functions/documents";
import { houseOf } from "./config.ts";
import { openFile } from "./file.ts";

/** The way to files, in the cloud: GET and POST /file/{token}. */
export const handler = openFile(houseOf(process.env), documentFor);
