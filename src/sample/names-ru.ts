/** Russian names as Germans spell them; other sources transliterate them in the English way. */

import { Culture } from './culture.ts'

export const russian = new Culture('ru', {
  female: `Olga Tatjana Natalja Irina Swetlana Jelena Ljudmila Galina Walentina Jekaterina Xenia Darja Julija Wera Nadeschda
    Larissa Oksana Jewgenija Anastassija Soja`,
  male: `Alexej Sergej Dmitrij Wladimir Andrej Jurij Nikolaj Jewgenij Michail Iwan Wiktor Witalij Waleri Grigorij Wassilij
    Igor Oleg Jakow Timofej Anatolij`,
  surnames: `Iwanow Smirnow Kusnezow Popow Wassiljew Petrow Sokolow Michailow Nowikow Fjodorow Morosow Wolkow Alexejew
    Lebedew Semjonow Jegorow Pawlow Koslow Stepanow Nikolajew Orlow Andrejew Makarow Nikitin Sacharow Schukow Tschernow
    Schewtschenko Kowaltschuk Bondarenko Tkatschenko Krawtschenko Lyssenko Rudenko Jakowlew Grigorjew Romanow Worobjow`,
  prefixes: `Pere`,
  heads: `Abram Baran Bel Berez Bog Bojar Bul Bur Dawyd Dubr Gal Gor Gratsch Gur Jegor Jer Kal Karp Kol Kor Kriw Kud Lasar
    Log Luk Mal Mel Mor Nas Ort Pan Plot Prok Rog Rod Sam Saw Sid Sim Sol Star Suw Tar Tich Tschek Tscher Wer Win Wol Sub`,
  ends: `ow ew in kin enko tschuk ski jakow nikow zew owitsch anow schin uk`,
  nicknames: `Alexej:Aljoscha,Ljoscha Sergej:Serjoscha Dmitrij:Dima,Mitja Wladimir:Wolodja,Wowa Jurij:Jura Nikolaj:Kolja
    Jewgenij:Schenja Michail:Mischa Iwan:Wanja Wiktor:Witja Grigorij:Grischa Olga:Olja Tatjana:Tanja Natalja:Natascha
    Irina:Ira Swetlana:Sweta Jelena:Lena Ljudmila:Ljuda Jekaterina:Katja Darja:Dascha Julija:Julia Anastassija:Nastja`,
})
