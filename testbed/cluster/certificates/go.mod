module watertight.test/testbed/certificates

go 1.22.0
