"""What the pages of a schedule say themselves, beside what stands in the programme."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ScheduleWords:
    """The words of the schedule's pages in one language."""

    schedule: str
    my_schedule: str
    conversation: str
    skip: str
    search: str
    search_hint: str
    day: str
    all_days: str
    room: str
    all_rooms: str
    track: str
    all_tracks: str
    mine: str
    by: str
    by_time: str
    by_room: str
    show: str
    show_all: str
    now: str
    on_now: str
    times: str
    found: str
    found_one: str
    nothing: str
    cancelled: str
    untitled: str
    no_room: str
    star: str
    unstar: str
    chair: str
    language: str
    part_of: str
    contains: str
    calendar_file: str
    organisers_page: str
    clash: str
    same_time: str
    again: str
    same_track: str
    free: str
    empty: str
    empty_hint: str
    calendar: str
    calendar_hint: str
    subscribe: str
    new_address: str
    forget: str
    no_programme: str


ENGLISH = ScheduleWords(
    schedule="Schedule",
    my_schedule="My schedule",
    conversation="Ask a question",
    skip="Skip to the sessions",
    search="Search",
    search_hint="Title, speaker, topic…",
    day="Day",
    all_days="All days",
    room="Room",
    all_rooms="All rooms",
    track="Track",
    all_tracks="All tracks",
    mine="Only mine",
    by="Arranged",
    by_time="By time",
    by_room="By room",
    show="Show",
    show_all="Show everything",
    now="Now",
    on_now="On now",
    times="All times are those of the venue ({zone}).",
    found="{count} sessions",
    found_one="1 session",
    nothing="Nothing in the schedule fits that.",
    cancelled="Cancelled",
    untitled="(no title)",
    no_room="No room",
    star="Add to my schedule",
    unstar="Take off my schedule",
    chair="Chair",
    language="Language",
    part_of="Part of",
    contains="In this block",
    calendar_file="Add to calendar",
    organisers_page="The organisers' page",
    clash="Same time on your schedule: {titles}",
    same_time="At the same time",
    again="It is on again:",
    same_track="Same track, another time:",
    free="When you are free:",
    empty="Your schedule is empty.",
    empty_hint="Press the star beside a session, and it is kept here. This browser remembers it; nobody asks who"
    " you are.",
    calendar="Your calendar",
    calendar_hint="Add this address to your calendar program; it follows every change. Keep it to yourself: whoever has"
    " it can read your schedule.",
    subscribe="Subscribe",
    new_address="New address",
    forget="Forget my schedule",
    no_programme="There is no schedule yet.",
)

WORDS: Mapping[str, ScheduleWords] = {
    "en": ENGLISH,
    "es": ScheduleWords(
        schedule="Programa",
        my_schedule="Mi programa",
        conversation="Hacer una pregunta",
        skip="Ir a las sesiones",
        search="Buscar",
        search_hint="Título, ponente, tema…",
        day="Día",
        all_days="Todos los días",
        room="Sala",
        all_rooms="Todas las salas",
        track="Área",
        all_tracks="Todas las áreas",
        mine="Solo lo mío",
        by="Orden",
        by_time="Por hora",
        by_room="Por sala",
        show="Mostrar",
        show_all="Mostrar todo",
        now="Ahora",
        on_now="En curso",
        times="Todas las horas son las del lugar del evento ({zone}).",
        found="{count} sesiones",
        found_one="1 sesión",
        nothing="Nada del programa coincide con eso.",
        cancelled="Cancelada",
        untitled="(sin título)",
        no_room="Sin sala",
        star="Añadir a mi programa",
        unstar="Quitar de mi programa",
        chair="Modera",
        language="Idioma",
        part_of="Parte de",
        contains="En este bloque",
        calendar_file="Añadir al calendario",
        organisers_page="La página de la organización",
        clash="A la misma hora en su programa: {titles}",
        same_time="A la misma hora",
        again="Se repite:",
        same_track="Misma área, otra hora:",
        free="Cuando está libre:",
        empty="Su programa está vacío.",
        empty_hint="Pulse la estrella junto a una sesión y se guardará aquí. Lo recuerda este navegador; nadie pregunta"
        " quién es usted.",
        calendar="Su calendario",
        calendar_hint="Añada esta dirección a su programa de calendario; sigue cada cambio. No la comparta: quien la"
        " tenga puede leer su programa.",
        subscribe="Suscribirse",
        new_address="Dirección nueva",
        forget="Olvidar mi programa",
        no_programme="Todavía no hay programa.",
    ),
    "fr": ScheduleWords(
        schedule="Programme",
        my_schedule="Mon programme",
        conversation="Poser une question",
        skip="Aller aux sessions",
        search="Rechercher",
        search_hint="Titre, intervenant, sujet…",
        day="Jour",
        all_days="Tous les jours",
        room="Salle",
        all_rooms="Toutes les salles",
        track="Thème",
        all_tracks="Tous les thèmes",
        mine="Seulement les miennes",
        by="Présentation",
        by_time="Par heure",
        by_room="Par salle",
        show="Afficher",
        show_all="Tout afficher",
        now="Maintenant",
        on_now="En cours",
        times="Toutes les heures sont celles du lieu ({zone}).",
        found="{count} sessions",
        found_one="1 session",
        nothing="Rien dans le programme ne correspond.",
        cancelled="Annulée",
        untitled="(sans titre)",
        no_room="Sans salle",
        star="Ajouter à mon programme",
        unstar="Retirer de mon programme",
        chair="Modération",
        language="Langue",
        part_of="Fait partie de",
        contains="Dans ce bloc",
        calendar_file="Ajouter au calendrier",
        organisers_page="La page des organisateurs",
        clash="En même temps dans votre programme : {titles}",
        same_time="En même temps",
        again="Elle est redonnée :",
        same_track="Même thème, à une autre heure :",
        free="Quand vous êtes libre :",
        empty="Votre programme est vide.",
        empty_hint="Appuyez sur l'étoile à côté d'une session et elle sera gardée ici. Ce navigateur s'en souvient ;"
        " personne ne demande qui vous êtes.",
        calendar="Votre calendrier",
        calendar_hint="Ajoutez cette adresse à votre logiciel de calendrier ; il suit chaque changement. Gardez-la pour"
        " vous : qui la possède peut lire votre programme.",
        subscribe="S'abonner",
        new_address="Nouvelle adresse",
        forget="Oublier mon programme",
        no_programme="Il n'y a pas encore de programme.",
    ),
    "th": ScheduleWords(
        schedule="กำหนดการ",
        my_schedule="กำหนดการของฉัน",
        conversation="ถามคำถาม",
        skip="ข้ามไปที่รายการ",
        search="ค้นหา",
        search_hint="ชื่อเรื่อง ผู้พูด หัวข้อ…",
        day="วัน",
        all_days="ทุกวัน",
        room="ห้อง",
        all_rooms="ทุกห้อง",
        track="สาขา",
        all_tracks="ทุกสาขา",
        mine="เฉพาะของฉัน",
        by="จัดเรียง",
        by_time="ตามเวลา",
        by_room="ตามห้อง",
        show="แสดง",
        show_all="แสดงทั้งหมด",
        now="ตอนนี้",
        on_now="กำลังดำเนินอยู่",
        times="เวลาทั้งหมดเป็นเวลาของสถานที่จัดงาน ({zone})",
        found="{count} รายการ",
        found_one="1 รายการ",
        nothing="ไม่มีรายการใดในกำหนดการที่ตรงกัน",
        cancelled="ยกเลิก",
        untitled="(ไม่มีชื่อ)",
        no_room="ไม่ระบุห้อง",
        star="เพิ่มในกำหนดการของฉัน",
        unstar="นำออกจากกำหนดการของฉัน",
        chair="ผู้ดำเนินรายการ",
        language="ภาษา",
        part_of="ส่วนหนึ่งของ",
        contains="ในช่วงนี้",
        calendar_file="เพิ่มลงปฏิทิน",
        organisers_page="หน้าของผู้จัดงาน",
        clash="เวลาเดียวกันในกำหนดการของคุณ: {titles}",
        same_time="ในเวลาเดียวกัน",
        again="มีอีกครั้ง:",
        same_track="สาขาเดียวกัน เวลาอื่น:",
        free="เมื่อคุณว่าง:",
        empty="กำหนดการของคุณว่างอยู่",
        empty_hint="กดดาวข้างรายการเพื่อเก็บไว้ที่นี่ เบราว์เซอร์นี้จะจำไว้ โดยไม่ถามว่าคุณคือใคร",
        calendar="ปฏิทินของคุณ",
        calendar_hint="เพิ่มที่อยู่นี้ในโปรแกรมปฏิทินของคุณ ปฏิทินจะติดตามทุกการเปลี่ยนแปลง โปรดเก็บไว้กับตัว ผู้ที่มีที่อยู่นี้อ่านกำหนดการของคุณได้",
        subscribe="ติดตาม",
        new_address="ที่อยู่ใหม่",
        forget="ลืมกำหนดการของฉัน",
        no_programme="ยังไม่มีกำหนดการ",
    ),
}


def schedule_words(language: str | None) -> ScheduleWords:
    """The words in the reader's language, in English where we have none."""
    return WORDS.get(language or "", ENGLISH)
