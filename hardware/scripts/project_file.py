#!/usr/bin/env python3
"""Writes board/anodeguard.kicad_pro: board rules, net classes, severities. Everything KiCad needs beyond the drawings."""
import json
import os

BOARD = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "board")

CLASSES = {   # name: (clearance, track width, nets)
    "Default": (0.15, 0.2, []),
    "power": (0.15, 0.4, ["+5V", "+5VA", "USB_5V", "/power/USB_VBUS", "/power/BUCK_SW"]),
    "cell_current": (0.15, 2.5, ["CATHODE_P", "ANODE_P", "/switch/SW_S", "/switch/SW_IN", "/switch/CYC_P", "/switch/CYC_N"]),
    "usb_side": (0.15, 0.2, ["USB_GND", "USB_5V", "/power/USB_VBUS", "/power/USB_DN_C", "/power/USB_DP_C", "/power/USB_DN_U", "/power/USB_DP_U",
                             "/power/VDD1_USB", "Net-(J101-CC1)", "Net-(J101-CC2)", "Net-(D101-I{slash}O1-Pad6)", "Net-(D101-I{slash}O2-Pad4)"]),
    "interlock": (0.3, 0.8, ["/switch/ILK_A", "/switch/ILK_B"]),
    "sense": (0.15, 0.3, ["/sense/SENSE_HZ", "/sense/SENSE_K", "/sense/SENSE_IN", "GUARD"]),
}


def document():
    """The project as KiCad reads it."""
    classes = [{"name": name, "clearance": clearance, "track_width": width, "via_diameter": 0.6, "via_drill": 0.3, "diff_pair_gap": 0.2,
                "diff_pair_width": 0.2, "diff_pair_via_gap": 0.25, "microvia_diameter": 0.3, "microvia_drill": 0.1, "line_style": 0,
                "bus_width": 12, "wire_width": 6, "pcb_color": "rgba(0, 0, 0, 0.000)", "schematic_color": "rgba(0, 0, 0, 0.000)",
                "priority": 2147483647 if name == "Default" else index}
               for index, (name, (clearance, width, _)) in enumerate(CLASSES.items())]
    patterns = [{"netclass": name, "pattern": net} for name, (_, _, nets) in CLASSES.items() for net in nets]
    rules = {"min_clearance": 0.15, "min_track_width": 0.15, "min_via_diameter": 0.5, "min_through_hole_diameter": 0.2, "min_hole_to_hole": 0.25,
             "min_hole_clearance": 0.2, "min_copper_edge_clearance": 0.3, "min_via_annular_width": 0.13, "min_text_height": 0.7, "min_text_thickness": 0.08,
             "min_silk_clearance": 0.0, "solder_mask_to_copper_clearance": 0.0, "min_resolved_spokes": 1, "max_error": 0.005,
             "use_height_for_length_calcs": True}
    return {
        "board": {"design_settings": {"defaults": {}, "rules": rules, "track_widths": [0.0, 0.2, 0.4, 0.8], "via_dimensions": [{"diameter": 0.6, "drill": 0.3}],
                                      "meta": {"version": 2}, "rule_severities": {}}},
        "net_settings": {"classes": classes, "netclass_patterns": patterns, "netclass_assignments": None, "meta": {"version": 4}, "net_colors": None},
        "meta": {"filename": "anodeguard.kicad_pro", "version": 3},
        "pcbnew": {"page_layout_descr_file": ""},
        "schematic": {"legacy_lib_dir": "", "legacy_lib_list": []},
        "sheets": [], "text_variables": {}, "libraries": {"pinned_footprint_libs": [], "pinned_symbol_libs": []},
    }


def write():
    with open(os.path.join(BOARD, "anodeguard.kicad_pro"), "w", encoding="utf-8") as out:
        json.dump(document(), out, indent=2)
        out.write("\n")


if __name__ == "__main__":
    write()
