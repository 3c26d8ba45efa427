"""First page: what the board does and where to find it."""
from catalogue import part
from schematic import Sheet

PAGES = [(24, 44, 60, 24), (24, 88, 60, 24), (120, 44, 60, 24), (120, 88, 60, 24), (216, 44, 60, 24), (216, 88, 60, 24)]
_ORDER = ["sense.kicad_sch", "measure.kicad_sch", "protect.kicad_sch", "switch.kicad_sch", "mcu.kicad_sch", "power.kicad_sch"]


def draw():
    return Sheet("anodeguard.kicad_sch", "AnodeGuard", 1)


def arrange(root, pages):
    """Place the sheet symbols, the signal path left to right, and the notes; returns [(sheet, place)]."""
    by_file = {page.file: page for page in pages}
    root.note("AnodeGuard cell monitor, revision A", (24, 18), 4.0, True)
    root.note("Nothing on these pages has been built or measured.", (24, 28), 2.0)
    columns = (("Sense", 24), ("Decide", 120), ("Act, report, feed", 216))
    for title, x in columns:
        root.note(title, (x, 37), 2.0, True)
    texts = {
        "sense.kicad_sch": "Cu electrode (coax, shell = guard)\nreed relay, 1 Mohm, electrometer\n100 Mohm self-test injector",
        "measure.kicad_sch": "INA228, ADS1115\nbipolar cell voltage, NTC\nanode Kelvin wire = AGND",
        "protect.kicad_sch": "over-current window, collapse comparator\nself-test mask, watchdog, supervisors\ntrip latch (ARM edge)",
        "switch.kicad_sch": "terminals, fuse, back-to-back FETs\nphotovoltaic driver, anode shunt\ndry contact to the cycler",
        "mcu.kicad_sch": "ESP32-S3, FRAM, TMP117\noptional BME680\npin map: pinmap.json",
        "power.kicad_sch": "USB-C, isolated 5 V, 3.3 V buck\nisolated USB data",
    }
    placed = []
    for file, place in zip(_ORDER, PAGES):
        x, y, _, _ = place
        root.note(texts[file], (x + 3, y + 5), 1.9)
        placed.append((by_file[file], place))
    for points, text, at in (
            ([(84, 52), (120, 52)], "BUF_OUT", (94, 48.5)), ([(54, 68), (54, 88)], "BUF_OUT, REF_2V5", (56, 76)),
            ([(150, 68), (150, 88)], "LATCH_Q, TRIP_BUS_N", (152, 76)), ([(120, 96), (102, 96), (102, 60), (120, 60)], "SHUNT_P, _N", (89, 78)),
            ([(216, 52), (180, 52)], "ARM, FW_TRIP, WDI", (186, 48.5)), ([(180, 60), (216, 60)], "TRIP_N, COLLAPSE_N, OC_N", (183, 61.5)),
            ([(84, 106), (114, 106), (114, 80), (200, 80), (200, 64), (216, 64)], "I2C1", (204, 65.5)),
            ([(216, 100), (208, 100), (208, 84), (246, 84), (246, 68)], "+5V, +3V3", (224, 80.5))):
        root.arrow(*points)
        root.note(text, at, 1.4)
    root.note("Reading order: Cu electrode -> electrometer -> converters and comparators -> latch -> switch. The comparators and the latch need no firmware;\n"
              "the firmware needs no comparator. Either one opens the switch.\n\n"
              "Names that end in _N are active low. AGND is the anode's Kelvin sense wire; USB_GND is the computer's ground; they meet nowhere.\n"
              "Global labels carry a net across pages; every net with a function has a name.\n\n"
              "Variants: pouch (shunt 10 mohm, fuse 7 A) as drawn; coin (shunt 1 ohm, fuse 200 mA, R211 30k) from the field 'Variant coin'.\n"
              "Parts with Checked = no have not been compared with their data sheets.", (24, 124), 1.8)
    for index in range(4):
        root.part(f"H{index + 1}", part("hole"), (36 + 16 * index, 186), ref_at=(-2, 3), value_at=(-2, 4.6))
    for index in range(3):
        root.part(f"FID{index + 1}", part("fiducial"), (116 + 16 * index, 186), ref_at=(-2, 3), value_at=(-2, 4.6))
    return placed
