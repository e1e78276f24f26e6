/** Pieces of at most `max` characters, cut at line ends where there are any. */
export function chunks(text: string, max: number): readonly string[] {
  const pieces: string[] = [];
  let piece = '';
  for (const line of text
    .split('\n')
    .flatMap((whole) => whole.match(new RegExp(`.{1,${max}}`, 'g')) ?? [''])) {
    if (piece !== '' && piece.length + 1 + line.length > max) {
      pieces.push(piece);
      piece = line;
    } else piece = piece === '' ? line : `${piece}\n${line}`;
  }
  return piece === '' ? pieces : [...pieces, piece];
}
