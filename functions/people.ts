/** What a platform knows of a person, asked the first time they are seen. */
export interface Profile {
  readonly name: string;
  /** Only when the platform vouches for it: it links the person's identities. */
  readonly email?: string;
}
