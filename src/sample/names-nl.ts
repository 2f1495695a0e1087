/** Dutch names: common ones by frequency, morphemes for the tail, short forms. */

import { Culture } from './culture.ts'

export const dutch = new Culture('nl', {
  female: `Maria Johanna Anna Cornelia Elisabeth Wilhelmina Hendrika Catharina Petronella Margaretha Adriana Jacoba Alida
    Annemarie Sanne Lisa Anouk Emma Julia Sophie Lotte Eva Iris Femke Marieke Linda Monique Esther Ingrid Yvonne
    Marjolein Saskia Mirjam Ellen Petra Wilma Ineke Truus Greetje Jantje Fleur Noor Tess Roos Anneke Marloes Willemijn`,
  male: `Johannes Jan Cornelis Hendrik Willem Pieter Jacobus Gerrit Petrus Antonius Adrianus Marinus Dirk Maarten Peter
    Hans Henk Kees Piet Wim Rob Erik Mark Martijn Bas Tim Thijs Daan Sem Lars Ruben Jeroen Bart Sander Niels Michiel
    Arjan Marcel Ronald Frank Paul Jos Theo Leo Ton Ruud Rik Joost Koen Stijn Jasper Matthijs Wouter Gijs Floris Teun`,
  surnames: `de_Jong Jansen de_Vries van_den_Berg Bakker van_Dijk Visser Janssen Smit Meijer de_Boer Mulder de_Groot Bos
    Vos Peters Hendriks van_Leeuwen Dekker Brouwer de_Wit Dijkstra Smits de_Graaf van_der_Meer Kok Jacobs de_Haan
    Vermeulen van_den_Heuvel van_der_Veen van_den_Broek de_Bruijn de_Bruin van_der_Heijden Schouten van_Beek Willems
    van_Vliet van_de_Ven Hoekstra Maas Verhoeven Koster van_Dam van_der_Wal Prins Blom Huisman Peeters de_Jonge Kuipers
    van_Veen Post Kuiper Veenstra Kramer van_den_Brink Scholten van_Wijk Postma Martens Vink Bosch van_der_Linden Jonker`,
  prefixes: `van_ van_der_ van_den_ van_de_ de_ ter_ ten_`,
  heads: `Aal Akker Appel Baar Bakel Beek Berk Bier Blan Boer Bol Boom Bos Brand Breu Broek Brug Buit Daal Dam Dek Diep
    Does Dool Door Drie Eem Eik Elst Esch Geer Gel Goor Graaf Groen Haag Haar Ham Haver Heem Heer Heide Hem Heuvel Hoek
    Hof Holt Hooi Hoorn Horst Huis Kamp Kast Kerk Klaas Klei Kool Koning Kort Kuil Laan Lang Leeu Lind Loo Maar Meer
    Molen Moor Nieuw Noord Oost Oude Pol Poort Raad Reed Riet Rijn Roelof Rood Roos Schaap Schoon Slag Slot Snel Stam
    Steen Stok Straat Strij Ter Tol Veld Veer Vlas Vree Water Weide Wester Wiel Wind Winter Woud Zand Zee Zuid Zwart`,
  ends: `stra ma man huis veld hof sma inga ing berg dijk kamp horst broek mans huizen laar vis huijs wijk meijer sen
    ink hoven rade schot donk stee poel wal mond burg drecht loo ga en`,
  nicknames: `Johannes:Jan,Hans,Joop Cornelis:Kees,Cor Hendrik:Henk,Rik Willem:Wim,Pim Pieter:Piet Jacobus:Jaap,Koos
    Petrus:Piet,Peter Antonius:Ton,Toon Adrianus:Adrie,Ad Marinus:Rinus Gerrit:Ger Matthijs:Thijs Johanna:Joke,Hanna
    Maria:Marie,Riet Cornelia:Corrie,Cor Elisabeth:Els,Bep,Betsy Wilhelmina:Willy,Mien Hendrika:Hennie,Riek
    Catharina:Trijntje,Toos,Rina Petronella:Nel,Petra Margaretha:Greet,Margriet Adriana:Adrie,Janny Jacoba:Coba`,
})
