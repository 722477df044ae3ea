/** Fonts of OSS by the name in `type`, and the families that stand for them here; what is not installed is replaced by the system. */
export const FONTS: ReadonlyMap<string, string> = new Map([
  ['wqy-zenhei', 'WenQuanYi Zen Hei, sans-serif'],
  ['wqy-microhei', 'WenQuanYi Micro Hei, sans-serif'],
  ['fangzhengshusong', 'FZShuSong-Z01, Noto Serif CJK SC, serif'],
  ['fangzhengkaiti', 'FZKai-Z03, AR PL UKai CN, serif'],
  ['fangzhengheiti', 'FZHei-B01, Noto Sans CJK SC, sans-serif'],
  ['fangzhengfangsong', 'FZFangSong-Z02, FangSong, serif'],
  ['droidsansfallback', 'Droid Sans Fallback, sans-serif'],
]);
