/**
 * The first line of a review's comment, which nobody sees: by it the comment is found that the next one of the same environment
 * replaces. It is one only as the first line.
 */
export function marker(environment: string): string {
  return `<!-- front-door review: ${environment
    .slice(0, 100)
    .replace(/[^\w-]/g, "_")
    .replace(/-{2,}/g, "-")} -->`;
}
