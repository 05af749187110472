namespace TrackerSegments.Simulators;
