/** English names (United States, Great Britain): common ones by frequency, morphemes for the tail, short forms. */

import { Culture } from './culture.ts'

export const english = new Culture('en', {
  female: `Mary Patricia Jennifer Linda Elizabeth Barbara Susan Jessica Sarah Karen Margaret Nancy Lisa Betty Dorothy
    Sandra Ashley Kimberly Donna Emily Michelle Carol Amanda Melissa Deborah Stephanie Rebecca Laura Sharon Cynthia
    Kathleen Amy Angela Shirley Anna Brenda Pamela Emma Nicole Helen Samantha Katherine Christine Debra Rachel Carolyn
    Janet Catherine Maria Heather Diane Ruth Julie Olivia Joyce Virginia Victoria Kelly Lauren Christina Joan Evelyn
    Judith Megan Andrea Cheryl Hannah Jacqueline Martha Gloria Teresa Ann Sara Madison Frances Kathryn Janice Jean
    Abigail Alice Judy Sophia Grace Denise Amber Doris Marilyn Danielle Beverly Isabella Theresa Diana Natalie Brittany
    Charlotte Marie Kayla Alexis Lori Chloe Imogen Poppy Gillian Fiona Hilary Bronwen Siobhan`,
  male: `James Robert John Michael David William Richard Joseph Thomas Charles Christopher Daniel Matthew Anthony Mark
    Donald Steven Paul Andrew Joshua Kenneth Kevin Brian George Timothy Ronald Edward Jason Jeffrey Ryan Jacob Gary
    Nicholas Eric Jonathan Stephen Larry Justin Scott Brandon Benjamin Samuel Gregory Alexander Frank Patrick Raymond
    Jack Dennis Jerry Tyler Aaron Jose Adam Nathan Henry Douglas Zachary Peter Kyle Ethan Walter Noah Jeremy Christian
    Keith Roger Terry Gerald Harold Sean Austin Carl Arthur Lawrence Dylan Jesse Jordan Bryan Billy Joe Bruce Gabriel
    Logan Albert Willie Alan Juan Wayne Elijah Randy Roy Vincent Ralph Eugene Russell Bobby Mason Philip Louis Graham
    Nigel Trevor Alistair Rhys Callum Hamish`,
  surnames: `Smith Johnson Williams Brown Jones Davis Miller Wilson Moore Taylor Anderson Thomas Jackson White Harris
    Martin Thompson Garcia Robinson Clark Lewis Lee Walker Hall Allen Young King Wright Hill Scott Green Adams Baker
    Nelson Carter Mitchell Roberts Turner Phillips Campbell Parker Evans Edwards Collins Stewart Morris Rogers Reed Cook
    Morgan Bell Murphy Bailey Cooper Richardson Cox Howard Ward Peterson Gray James Watson Brooks Kelly Sanders Price
    Bennett Wood Barnes Ross Henderson Coleman Jenkins Perry Powell Long Patterson Hughes Flores Washington Butler
    Simmons Foster Bryant Alexander Russell Griffin Hayes Patel Khan Singh Shah Begum Ali Hussain Nguyen Kim Chen
    Mason Webb Dixon Hunt Palmer Mills Fox Chapman Stone Knight Shaw Holmes Rice Black Lloyd Ellis Fisher Barker Harvey`,
  prefixes: `Mc Mac O' Fitz St._ Gil Kirk Nor Wes`,
  heads: `Ab Ack Ald Apple Ark Ash Ayl Bag Bar Bas Beck Bel Bent Ber Birch Black Blen Bol Box Brad Bram Bran Brent Brid
    Brom Buck Bur Cald Cam Carl Cart Chal Chat Chel Ches Clay Clif Clin Col Cop Cran Craw Crom Cul Dal Dar Den Der Ding
    Dray Dun East Eder Elf Els En Ever Fair Far Fen Finch Frost Gar Gil Glad Gor Grant Green Had Hal Ham Hand Har Hart
    Has Hat Haw Hazel Heath Hen Her Hind Hol Hor Hun Ick Kel Kend Kes Kim King Lang Law Led Lin Lock Long Lyd Mal March
    Mel Mid Mil Mor Nap Nether New Nor Oak Ol Os Pem Pen Pick Pres Rad Ram Red Ren Rock Roth Ruth Ryd Sal Sand Sed Sel
    Sher Shel Shir Sin Skel Snow Som Stan Stav Stock Strat Sut Swin Tar Tem Thorn Til Tren Tun Up Wal War Wat Wel West
    Wex Whit Wick Wil Win Wood Wor Wy York`,
  ends: `ton ley ford wood worth field ham man by well combe stead bridge croft dale den more hurst shaw stone thwaite
    wick ridge born bourne brook burn bury cott den er ers grave grove house ing ings kin kins land low mere ness nett
    non over rick sett son sley`,
  nicknames: `Robert:Bob,Rob,Bobby William:Bill,Will,Billy Richard:Rick,Dick,Rich James:Jim,Jimmy,Jamie John:Jack,Johnny
    Michael:Mike,Mick,Mickey Charles:Charlie,Chuck Thomas:Tom,Tommy Joseph:Joe,Joey Christopher:Chris,Kit Daniel:Dan,Danny
    Matthew:Matt Anthony:Tony Donald:Don Steven:Steve Andrew:Andy,Drew Joshua:Josh Kenneth:Ken Timothy:Tim Ronald:Ron
    Edward:Ed,Ted,Eddie Jeffrey:Jeff Jacob:Jake Nicholas:Nick Jonathan:Jon,Johnny Stephen:Steve Lawrence:Larry
    Benjamin:Ben Samuel:Sam Gregory:Greg Alexander:Alex,Sandy Patrick:Pat,Paddy Raymond:Ray Nathan:Nate Douglas:Doug
    Zachary:Zach Peter:Pete Gerald:Gerry Philip:Phil David:Dave Mary:Molly,Polly Patricia:Pat,Patty,Trish
    Jennifer:Jen,Jenny Elizabeth:Liz,Beth,Betty,Eliza Barbara:Barb,Babs Susan:Sue,Susie Jessica:Jess Margaret:Maggie,Peggy,Meg
    Sarah:Sally,Sadie Nancy:Nan Kimberly:Kim Michelle:Shelly Amanda:Mandy Deborah:Deb,Debbie Stephanie:Steph Rebecca:Becky
    Cynthia:Cindy Kathleen:Kathy,Kath Pamela:Pam Samantha:Sam Katherine:Kate,Kathy,Katie Christine:Chris,Tina Catherine:Cathy,Kate
    Victoria:Vicky,Tori Christina:Tina Judith:Judy Jacqueline:Jackie Teresa:Terri,Tess Abigail:Abby Theresa:Terri
    Dorothy:Dot,Dottie Virginia:Ginny Alexandra:Alex Frances:Fran,Frankie Gillian:Gill`,
})
