/** What a person does beside deciding that travels to the desk like a decision. Add one here first. */
export const errandKinds = ['escalate', 'answer', 'raise', 'hand', 'note'] as const
