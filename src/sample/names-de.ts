/** German names: common ones by frequency, morphemes for the tail, short forms. */

import { Culture } from './culture.ts'

export const german = new Culture('de', {
  female: `Maria Ursula Monika Petra Sabine Andrea Claudia Susanne Renate Karin Anna Helga Brigitte Ingrid Gabriele
    Martina Christine Elisabeth Stefanie Birgit Julia Katharina Angelika Barbara Heike Silke Anja Melanie Nicole Kerstin
    Jutta Erika Gisela Sandra Christina Kathrin Tanja Sarah Laura Lena Lisa Hannah Lea Johanna Marie Sophie Franziska
    Eva Margarete Hildegard Anke Bettina Cornelia Daniela Dagmar Doris Edith Ute Ulrike Silvia Simone Nadine Jana Vanessa
    Jessica Jennifer Carina Magdalena Theresa Verena Viktoria Emma Mia Lina Clara Charlotte Frieda Irmgard Waltraud
    Roswitha Hannelore Annette Regina Marianne Rosemarie Antje Maren Wiebke Greta Paula Leonie Elke Käthe Jörgine Bärbel`,
  male: `Peter Michael Thomas Andreas Wolfgang Klaus Jürgen Günter Stefan Christian Hans Uwe Werner Horst Frank Dieter
    Manfred Gerhard Bernd Markus Martin Alexander Daniel Karl Heinz Walter Helmut Matthias Ralf Josef Jens Jan Tobias
    Sebastian Florian Johannes Patrick Philipp Lukas Felix Maximilian Paul Jonas Leon David Simon Benjamin Marcel
    Dominik Fabian Kevin Torsten Jörg Dirk Sven Oliver Rainer Reinhard Norbert Herbert Rolf Kurt Ernst Friedrich Georg
    Heinrich Hermann Franz Anton Alfred Otto Rudolf Erich Volker Holger Carsten Marco Mario René Björn Lars Nils Finn
    Moritz Jakob Elias Julian Valentin Gottfried Ulrich Harald Hubert Konrad Albert Roland Lothar Armin Detlef Achim`,
  surnames: `Müller Schmidt Schneider Fischer Weber Meyer Wagner Becker Schulz Hoffmann Schäfer Koch Bauer Richter Klein
    Wolf Schröder Neumann Schwarz Zimmermann Braun Krüger Hofmann Hartmann Lange Schmitt Werner Schmitz Krause Meier
    Lehmann Schmid Schulze Maier Köhler Herrmann König Walter Mayer Huber Kaiser Fuchs Peters Lang Scholz Möller Weiß
    Jung Hahn Schubert Vogel Friedrich Keller Günther Frank Berger Winkler Roth Beck Lorenz Baumann Franke Albrecht
    Schuster Simon Ludwig Böhm Winter Kraus Martin Schumacher Krämer Vogt Stein Jäger Otto Sommer Groß Seidel Heinrich
    Brandt Haas Schreiber Graf Schulte Dietrich Ziegler Kuhn Kühn Pohl Engel Horn Busch Bergmann Thomas Voigt Sauer
    Arnold Wolff Pfeiffer Gruber Steiner Moser Egger Pichler Hofer Leitner Eder Wimmer Brunner Wallner Frei Meili
    Zürcher Gerber Graber Schwab Kaufmann Bühler Lüthi Ammann Yılmaz Kaya Demir Kowalski Nowak Horvat Petrović`,
  prefixes: `Ober Nieder Alt Neu Klein Groß Hinter Vorder Unter`,
  heads: `Bach Berg Birn Blum Brenn Brück Buch Burg Dorn Eben Eich Eisen Erl Esch Falken Feld Felsen Fels Fichten Fink
    Föhr Forst Frei Fried Gail Gand Geiß Geld Gers Glas Gold Gott Grab Gras Grün Gun Haber Hag Haid Hain Hall Hammer
    Hart Hasel Haus Heid Heil Held Hell Herz Hirsch Hoch Holz Honig Hopf Hum Imm Kalt Kamp Kast Kirch Klau Kling Kolb
    Korn Kreuz Kron Kupfer Laub Lechn Leib Lich Lind Loh Lös Mark Mer Mitter Mohr Moos Mühl Nagel Nuss Oster Pfann Plank
    Rad Rau Reb Rein Reit Ried Ritt Röd Roggen Rosen Rot Rüb Sand Schach Schild Schön See Silber Sonn Spiel Stadel Stau
    Stein Stock Strau Streng Sulz Tal Tann Teich Thal Thür Trau Tröst Uhl Wachs Wald Wasser Weid Wein Weis Wend West
    Wies Wind Wolken Wuns Zahn Zeil Zell Ziegel Zim Zwiebel`,
  ends: `mann er meier bauer berger hofer inger ler ner mayer huber eder macher müller schmid thaler reiter wirth
    haus stein bach feld wald brink horst kamp ke sen ing mair egger häuser holz graber kötter lechner lein becker
    bichler brunner dörfer egg garten hauer heimer kirchner lach maier rieder röder schläger städter stätter vogel wieser`,
  nicknames: `Johannes:Hans,Hannes,Jo Michael:Micha,Michi,Mike Thomas:Tom,Tommi Andreas:Andi,Andy Wolfgang:Wolf,Wolfi
    Christian:Chris,Christl Alexander:Alex,Sascha Matthias:Matze,Hias Josef:Sepp,Jupp,Pepi Sebastian:Basti,Wastl
    Florian:Flo Philipp:Phil Lukas:Luki Maximilian:Max,Maxi Benjamin:Ben,Benni Dominik:Nik Friedrich:Fritz,Friedl
    Heinrich:Heinz,Heiner Hermann:Menne Franz:Franzl Anton:Toni Rudolf:Rudi Günter:Günni Stefan:Steffen,Steff
    Maria:Mia,Mizzi Elisabeth:Lisa,Sissi,Else,Elli Katharina:Kathi,Käthe,Katja Susanne:Susi,Sanne Margarete:Gretel,Grete
    Stefanie:Steffi Gabriele:Gabi Brigitte:Gitte,Gitti Christine:Christl,Tine Christina:Tina,Chris Angelika:Geli
    Barbara:Babs,Bärbel Johanna:Hanna,Hanni Franziska:Franzi,Sissi Magdalena:Lena,Leni Theresa:Resi,Theres
    Ursula:Uschi,Ulla Renate:Reni Monika:Moni Jennifer:Jenny Jessica:Jessi Hildegard:Hilde Ulrike:Uli,Ulli Ulrich:Uli
    Charlotte:Lotte Annette:Nette Johann:Hans Karl:Kalle,Charly Manfred:Manni Gerhard:Gerd Bernd:Bernhard Jürgen:Jogi`,
})
