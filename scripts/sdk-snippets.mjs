export async function runSnippets() { return []; }
